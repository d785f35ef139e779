import Glibc

/// A benchmark can't say anything meaningful, and why.
struct BenchError: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}

/// Hands what was printed to the reader at once; a pipe would keep it until its buffer is full.
func flushOutput() {
    fflush(nil)
}
