/// The addresses of the public side and the methods each takes, to tell "wrong method" from "no such address".
struct RouteTable: Sendable {
    private var routes: [(segments: [Substring], methods: [String])] = []

    /// Notes that `path` takes `method`; segments that begin with a colon match anything.
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
        let match = routes.first { route in
            route.segments.count == segments.count
                && zip(route.segments, segments).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }
        return match?.methods ?? []
    }
}
