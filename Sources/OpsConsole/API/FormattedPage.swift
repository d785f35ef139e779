import Hummingbird
import NIOCore

/// A foreign mail's formatted version as a page of its own, which runs nothing and loads nothing.
enum FormattedPage {
    /// Its own styles and the pictures it carries are all that shows; the console alone may frame it.
    static let contentSecurityPolicy =
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'self'"

    /// - Parameter fragment: As ``MessageOriginals/html(of:in:)`` gives it.
    static func response(_ fragment: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: contentSecurityPolicy,
                .referrerPolicy: "no-referrer",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: head + fragment + "\n</body>\n</html>\n")))
    }

    /// Mails are written for white paper. Links would lead a window away that the sandbox does not let open.
    private static let head = """
        <!doctype html>
        <html>
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Mail</title>
        <base target="_blank">
        <style>
        :root { color-scheme: light; background: #fff; color: #17242a; font: 15px/1.5 system-ui, sans-serif; }
        body { margin: 12px; overflow-wrap: anywhere; }
        img { max-width: 100%; height: auto; }
        blockquote { margin: 0 0 0 8px; padding-left: 10px; border-left: 2px solid #c9d2d6; }
        pre { white-space: pre-wrap; }
        </style>
        </head>
        <body>

        """
}
