import Crypto

extension SignatureScheme {
    func verify(_ request: WebhookRequest, body: ParsedBody, settings: RecipeSettings, now: Int64) -> Verdict {
        let keys = keys.flatMap(settings.texts)
        guard !keys.isEmpty else { return .refused(.unconfigured) }
        guard let written = place.value(in: request, form: body.fields), !written.isEmpty else {
            return .refused(.missing)
        }
        if let refusal = timestamp?.refusal(request, body: body, now: now) { return .refused(refusal) }
        let given = encoding == .hex ? Hex.decode(written) : Base64.decode(written)
        let parts = SignedBytes(request: request, body: body, timestamp: timestamp)
        guard let signed = parts.bytes(signed, url: request.url) else { return .refused(.missing) }
        guard let given, keys.contains(where: { isValid(given, of: signed, key: $0) }) else {
            return .refused(.forged)
        }
        return .accepted(replayKey: ReplayKey.of(given, timestamp: timestamp, request, body))
    }

    private func isValid(_ signature: [UInt8], of signed: [UInt8], key: String) -> Bool {
        switch algorithm {
        case .ed25519:
            guard let bytes = Hex.decode(key) ?? Base64.decode(key),
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
            else { return false }
            return key.isValidSignature(signature, for: signed)
        case .ecdsaP256:
            guard let bytes = Base64.decode(key), let key = try? P256.Signing.PublicKey(derRepresentation: bytes),
                let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: signed)
        }
    }
}
