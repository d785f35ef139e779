/// Which Switchboard this is.
enum BuildVersion {
    /// Semantic version (semver.org 2.0.0).
    static let text = "0.2.0"
}
