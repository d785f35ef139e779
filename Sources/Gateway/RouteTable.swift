/// The addresses of the public side and the methods each takes, to tell "wrong method" from "no such address".
struct RouteTable: Sendable {
    private var routes: [(segments: [Substring], methods: [String])] = []

    /// Notes that `path` takes `method`; segments that begin with a colon match anything, and a last `**` any rest.
    mutating func add(_ method: String, _ path: String) {
        let segments = path.split(separator: "/")
        if let index = routes.firstIndex(where: { $0.segments == segments }) {
            routes[index].methods.append(method)
        } else {
            routes.append((segments, [method]))
        }
    }

    /// The methods an address takes; empty when there is no such address.
    func methods(of path: String) -> [String] {
        let segments = path.split(separator: "/")
        let matches = routes.filter { route in
            let isOpen = route.segments.last == "**"
            let fixed = isOpen ? route.segments.dropLast() : route.segments[...]
            return (isOpen ? segments.count > fixed.count : segments.count == fixed.count)
                && zip(fixed, segments).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }
        return (matches.first { $0.segments.last != "**" } ?? matches.first)?.methods ?? []
    }
}
