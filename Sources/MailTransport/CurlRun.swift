import CCurl

/// Lets libcurl do its work, on the thread that calls.
enum CurlRun {
    /// Whether libcurl could be set up, once for the process; it asks that nobody else is at it meanwhile.
    static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    /// Runs `easy` to its end, to `deadline`, or until `interrupt` is raised.
    ///
    /// - Returns: What libcurl says of it.
    /// - Throws: ``ConnectFailure`` when it did not come to an end.
    static func perform(
        _ easy: UnsafeMutableRawPointer, _ multi: UnsafeMutableRawPointer, _ interrupt: Interrupt,
        until deadline: ContinuousClock.Instant
    ) throws(ConnectFailure) -> CURLcode {
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else { throw .local("libcurl could not start") }
        var running: Int32 = 1
        while true {
            guard curl_multi_perform(multi, &running) == CURLM_OK else { throw .local("libcurl could not go on") }
            if running == 0 { break }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero else {
                throw .init(kind: .unreachable, text: "no connection within the time allowed")
            }
            if interrupt.isRaised { throw .init(kind: .interrupted, text: "interrupted") }
            var extra = curl_waitfd(fd: interrupt.descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
            curl_multi_poll(multi, &extra, interrupt.descriptor < 0 ? 0 : 1, min(left.pollMilliseconds, 1000), nil)
        }
        var count: Int32 = 0
        guard let message = curl_multi_info_read(multi, &count)?.pointee, message.msg == CURLMSG_DONE else {
            throw .local("libcurl ended without a result")
        }
        return message.data.result
    }
}
