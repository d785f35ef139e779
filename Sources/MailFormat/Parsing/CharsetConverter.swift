import CGMime
import Foundation

/// The system's converter (`iconv`), made lenient.
enum Converter {
    /// The text, and how many bytes had to be replaced; nil when the system does not know the charset.
    static func decode(_ bytes: [UInt8], from charset: String) -> (text: String, invalid: Int)? {
        let handle = iconv_open("UTF-8", charset)
        guard let handle, handle != iconv_t(bitPattern: -1) else { return nil }
        defer { _ = iconv_close(handle) }
        var run = Run(handle: handle)
        var input = bytes
        input.withUnsafeMutableBytes { run.convert($0) }
        return (String(decoding: run.text, as: UTF8.self), run.invalid)
    }

    private struct Run {
        let handle: iconv_t
        var text: [UInt8] = []
        var invalid = 0
        private static let roomBytes = 64 << 10

        init(handle: iconv_t) { self.handle = handle }

        mutating func convert(_ input: UnsafeMutableRawBufferPointer) {
            text.reserveCapacity(input.count + input.count / 2)
            var rest = input.baseAddress?.assumingMemoryBound(to: CChar.self)
            var restBytes = input.count
            var room = [CChar](repeating: 0, count: Self.roomBytes)
            var isFlushing = false
            while true {
                let (status, reason, written) = room.withUnsafeMutableBufferPointer { buffer in
                    var out = buffer.baseAddress
                    var outBytes = buffer.count
                    let status =
                        isFlushing
                        ? iconv(handle, nil, nil, &out, &outBytes) : iconv(handle, &rest, &restBytes, &out, &outBytes)
                    return (status, errno, buffer.count - outBytes)
                }
                text.append(contentsOf: room[..<written].lazy.map(UInt8.init(bitPattern:)))
                if status != Int.max, status != -1 {
                    if isFlushing { return }
                    isFlushing = true
                } else if reason == E2BIG {
                    if isFlushing, written == 0 { return }
                } else {
                    if isFlushing { return }
                    invalid += 1
                    text.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    guard reason == EILSEQ, restBytes > 1 else {
                        isFlushing = true
                        continue
                    }
                    rest = rest?.advanced(by: 1)
                    restBytes -= 1
                }
            }
        }
    }
}
