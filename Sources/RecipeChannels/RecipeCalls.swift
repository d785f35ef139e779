public import Recipes

/// The requests of one channel with what proves them.
public struct RecipeCalls: Sendable {
    private let credentials: Credentials
    private let http: any RecipeHTTP

    public init(credentials: Credentials, http: any RecipeHTTP) {
        self.credentials = credentials
        self.http = http
    }

    /// Makes a request. Where the platform no longer knows a token that can be had anew (401: nothing was done), it is
    /// had anew, and the request made once more.
    public func exchange(_ request: RecipeRequest, files: [CarriedFile] = []) async -> Exchange {
        guard let name = request.credential else { return await http.exchange(request, credential: nil, files: files) }
        let value: CredentialValue
        switch await credentials.value(of: name) {
        case .success(let found): value = found
        case .failure(let failure): return .noCredential(failure)
        }
        let exchange = await http.exchange(request, credential: value, files: files)
        guard case .answer(let answer) = exchange, answer.status == 401 else { return exchange }
        await credentials.refused(value, of: name)
        switch await credentials.value(of: name) {
        case .success(let renewed) where renewed != value:
            return await http.exchange(request, credential: renewed, files: files)
        case .success: return exchange
        case .failure(let failure): return .noCredential(failure)
        }
    }
}
