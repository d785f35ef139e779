import HTTPTypes

extension HTTPField.Name {
    static let csrfToken = HTTPField.Name("X-CSRF-Token").unwrapped
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site").unwrapped
    /// Tells nginx not to hold back a stream.
    static let xAccelBuffering = HTTPField.Name("X-Accel-Buffering").unwrapped
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For").unwrapped
    static let referrerPolicy = HTTPField.Name("Referrer-Policy").unwrapped
}

extension HTTPField.Name? {
    /// A name written here, which is valid.
    fileprivate var unwrapped: HTTPField.Name {
        guard let self else { preconditionFailure("the names above are valid header names") }
        return self
    }
}
