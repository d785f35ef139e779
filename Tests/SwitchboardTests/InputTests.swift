import Glibc
import Testing

@testable import Switchboard

@Suite struct InputTests {
    @Test(arguments: [
        (["ask", "hi", "--json"], ["ask", "hi", "--json"]),
        (["--config", "a.yaml", "--json", "ask", "hi"], ["ask", "hi", "--config", "a.yaml", "--json"]),
        (["--data=d", "ask", "--", "--json"], ["ask", "--data=d", "--", "--json"]),
        (["--help"], ["--help"]),
        (["--config", "a.yaml"], ["--config", "a.yaml"]),
        (["--log-level", "debug", "cases", "list"], ["cases", "list", "--log-level", "debug"]),
    ])
    func `shared options before the command are moved behind it`(given: [String], expected: [String]) {
        #expect(SharedOptions.reordered(given) == expected)
    }

    /// Lines read from a pipe into which `bytes` are written while they are read.
    private func lines(_ bytes: [UInt8]) -> [String] {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        let input = ends[0]
        let output = ends[1]
        let writer = Thread(output, bytes)
        defer {
            writer.join()
            close(input)
        }
        var reader = LineReader(descriptor: input)
        var found: [String] = []
        while let line = reader.next() { found.append(line) }
        return found
    }

    @Test func `lines end with a line feed, a carriage return before it, or the end`() {
        #expect(lines(Array("a\nb\r\n\nc".utf8)) == ["a", "b", "", "c"])
        #expect(lines([]) == [])
        #expect(lines(Array("\n".utf8)) == [""])
    }

    @Test func `bytes that are no UTF-8 are replaced`() {
        #expect(lines([0x61, 0xFF, 0x62, 0x0A]) == ["a\u{FFFD}b"])
    }

    @Test func `a line beyond the bound is cut, and the next one is whole`() {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: LineReader.lineBytesMax * 3)
        let found = lines(long + Array("\nnext\n".utf8))
        #expect(found.map(\.utf8.count) == [LineReader.lineBytesMax, 4])
        #expect(found.last == "next")
    }

    @Test func `many lines come whole and in order`() {
        let wanted = (0..<50_000).map { "line \($0)" }
        #expect(lines(Array((wanted.joined(separator: "\n") + "\n").utf8)) == wanted)
    }
}

/// Writes into a pipe beside the test, because a pipe holds only 64 KiB.
private final class Thread {
    private var id = pthread_t()
    private final class Work {
        let descriptor: Int32
        let bytes: [UInt8]
        init(_ descriptor: Int32, _ bytes: [UInt8]) {
            self.descriptor = descriptor
            self.bytes = bytes
        }
    }

    init(_ descriptor: Int32, _ bytes: [UInt8]) {
        let work = Unmanaged.passRetained(Work(descriptor, bytes)).toOpaque()
        pthread_create(
            &id, nil,
            { raw in
                guard let raw else { return nil }
                let work = Unmanaged<Work>.fromOpaque(raw).takeRetainedValue()
                var start = 0
                work.bytes.withUnsafeBytes { bytes in
                    while start < bytes.count {
                        let count = write(work.descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
                        if count <= 0 { break }
                        start += count
                    }
                }
                close(work.descriptor)
                return nil
            }, work)
    }

    func join() { pthread_join(id, nil) }
}
