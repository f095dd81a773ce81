using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AppCrueNotify.Tests.Console.Login;

/// <summary>A university's login in memory: discovery, keys and the token for one person at a time. Checks what the client sends as a provider has to.</summary>
internal sealed class OpenIdProvider : HttpMessageHandler
{
    public const string ClientId = "appcrue";
    public const string ClientSecret = "not a secret";
    public static readonly Uri Authority = new("https://login.university.example/");
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly Dictionary<string, (string Nonce, string Challenge, Claim[] Claims)> _codes = [];

    /// <summary>Answers for somebody who signed in there: where the browser is sent back to.</summary>
    /// <param name="asked">Where the console sent the browser.</param>
    /// <param name="claims">Who they are.</param>
    public string SignIn(Uri asked, params (string Type, string Value)[] claims)
    {
        Assert.Equal("/authorize", asked.AbsolutePath);
        var query = QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal((ClientId, "code", "S256"), (query["client_id"].ToString(), query["response_type"].ToString(), query["code_challenge_method"].ToString()));
        var code = Guid.NewGuid().ToString("n");
        _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString(), [.. claims.Select(c => new Claim(c.Type, c.Value))]);
        return QueryHelpers.AddQueryString(new Uri(query["redirect_uri"].ToString()).AbsolutePath, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] });
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.RequestUri!.AbsolutePath switch
    {
        "/.well-known/openid-configuration" => Json(new
        {
            issuer = Authority,
            authorization_endpoint = new Uri(Authority, "authorize"),
            token_endpoint = new Uri(Authority, "token"),
            jwks_uri = new Uri(Authority, "keys"),
        }),
        "/keys" => Json(new { keys = new[] { Key() } }),
        "/token" => await TokenAsync(QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))),
        _ => new(HttpStatusCode.NotFound),
    };

    protected override void Dispose(bool disposing)
    {
        _rsa.Dispose();
        base.Dispose(disposing);
    }

    private Task<HttpResponseMessage> TokenAsync(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form)
    {
        Assert.Equal((ClientId, ClientSecret), (form["client_id"].ToString(), form["client_secret"].ToString()));
        if (!_codes.Remove(form["code"].ToString(), out var code))
            return Task.FromResult(Json(new { error = "invalid_grant" }, HttpStatusCode.BadRequest));
        Assert.Equal(code.Challenge, WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority.ToString(),
            Audience = ClientId,
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddMinutes(5),
            Subject = new ClaimsIdentity([.. code.Claims, new("nonce", code.Nonce)]),
            SigningCredentials = new(new RsaSecurityKey(_rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
        return Task.FromResult(Json(new { access_token = "unused", token_type = "Bearer", id_token = token }));
    }

    private object Key()
    {
        var key = _rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = WebEncoders.Base64UrlEncode(key.Modulus!), e = WebEncoders.Base64UrlEncode(key.Exponent!) };
    }

    private static HttpResponseMessage Json(object body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
}
