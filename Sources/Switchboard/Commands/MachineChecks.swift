import Conversations
import Glibc

/// What the doctor asks the operating system.
enum MachineChecks {
    /// Less free space than this and the store may not outlive the day, in bytes.
    static let diskBytesMin: UInt64 = 200 << 20
    /// Less free space than this is worth a word, in bytes.
    static let diskBytesWished: UInt64 = 2 << 30
    /// Descriptors beside those of chats: store, knowledge, listeners, requests under way.
    static let descriptorsBesideSockets = 256

    /// The free space where the store lies or will lie.
    static func disk(of path: String) -> Finding {
        var folder = path[...]
        var status = statvfs()
        while statvfs(folder.isEmpty ? "." : String(folder), &status) != 0 {
            guard let slash = folder.lastIndex(of: "/"), folder.startIndex < slash else {
                folder = ""
                guard statvfs(".", &status) == 0 else { return Finding(.warn, "disk", "free space is not known") }
                break
            }
            folder = folder[..<slash]
        }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        let shown = "\(free >> 20) MiB free"
        if free < diskBytesMin { return Finding(.fail, "disk", "\(shown); free at least \(diskBytesMin >> 20) MiB") }
        if free < diskBytesWished {
            return Finding(.warn, "disk", "\(shown); the store grows by about 2 KiB a message")
        }
        return Finding(.ok, "disk", shown)
    }

    /// Whether the clock can be right: tokens, business hours and the log depend on it.
    static func clock(_ now: Timestamp) -> Finding {
        let earliest = Timestamp(milliseconds: 1_767_225_600_000)  // 2026-01-01
        let latest = Timestamp(milliseconds: 4_102_444_800_000)  // 2100-01-01
        guard now > earliest, now < latest else {
            return Finding(.fail, "clock", "\(now) cannot be now; set it, for instance with timedatectl set-ntp true")
        }
        return Finding(.ok, "clock", "\(LocalTime.text(now)) here, \(now) in UTC")
    }

    /// Whether as many chats can be open as the configuration allows.
    static func openFiles(socketsMax: Int) -> Finding {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return Finding(.warn, "open files", "the limit is not known")
        }
        let wanted = socketsMax + descriptorsBesideSockets
        if limit.rlim_max < UInt64(wanted) {
            return Finding(
                .warn, "open files",
                "\(limit.rlim_max) at most, \(socketsMax) chats want \(wanted); raise it (LimitNOFILE=, ulimit -n) or "
                    + "lower gateway.limits.sockets_max")
        }
        return Finding(.ok, "open files", "\(limit.rlim_max) at most")
    }

    /// Whether the port can be taken, or a gateway has it already.
    ///
    /// - Parameters:
    ///   - name: The line's.
    ///   - key: Where another address is set.
    static func port(_ name: String, _ host: String, _ port: Int, key: String) -> Finding {
        if port == 0 { return Finding(.ok, name, "any free one") }
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let address = found else {
            return Finding(.fail, name, "\(host) is no address of this machine; change \(key)")
        }
        defer { freeaddrinfo(found) }
        let socket = Glibc.socket(address.pointee.ai_family, address.pointee.ai_socktype, 0)
        guard socket >= 0 else { return Finding(.warn, name, "not known: no socket could be made") }
        defer { close(socket) }
        var on: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        if bind(socket, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 {
            return Finding(.ok, name, "\(host):\(port) is free")
        }
        switch errno {
        case EADDRINUSE:
            return Finding(
                .warn, name,
                "\(host):\(port) is taken: by a gateway that runs already, or change \(key)")
        case EACCES:
            return Finding(
                .fail, name, "\(host):\(port) may not be taken by this user; use a port above 1023")
        default:
            return Finding(
                .fail, name, "\(host):\(port) cannot be taken: \(String(cString: strerror(errno)))")
        }
    }
}
