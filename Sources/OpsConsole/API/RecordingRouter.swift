import Hummingbird

/// Passes routes on and remembers which there are.
final class RecordingRouter<Base: RouterMethods>: RouterMethods {
    typealias Context = Base.Context

    private let base: Base
    private(set) var methodsByPath: [String: [HTTPRequest.Method]] = [:]

    init(_ base: Base) { self.base = base }

    @discardableResult
    func on<Responder: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
    ) -> Self where Responder.Context == Base.Context {
        methodsByPath[path.description, default: []].append(method)
        base.on(path, method: method, responder: responder)
        return self
    }

    func add(middleware: any MiddlewareProtocol<Request, Response, Base.Context>) -> Self {
        _ = base.add(middleware: middleware)
        return self
    }
}
