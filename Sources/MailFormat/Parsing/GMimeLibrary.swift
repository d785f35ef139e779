import CGMime

/// The library's state for the whole process.
enum GMimeLibrary {
    /// Starts GMime, once. Cheap afterwards, and safe from any thread.
    static func start() { _ = started }

    private static let started: Void = switchboard_gmime_start()
}
