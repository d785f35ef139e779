import Glibc

/// The few functions of the C library's mathematics that ranking needs.
enum Mathematics {
    static func log(_ value: Double) -> Double { Glibc.log(value) }
    static func exp(_ value: Double) -> Double { Glibc.exp(value) }
    static func exp(_ value: Float) -> Float { Glibc.expf(value) }
}
