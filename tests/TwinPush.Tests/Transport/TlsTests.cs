using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Transport;

public sealed class TlsTests
{
    [Fact]
    public async Task A_certificate_nobody_vouches_for_sent_nothing()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(10));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        await using var server = RawServer.Start((connection, token) => connection.ReadAsync(token), async (stream, token) =>
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, token);
            return secure;
        });

        await AssertNotSentAsync(server);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_speak_tls_sent_nothing()
    {
        await using var server = RawServer.Start((connection, token) => connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n", token));

        await AssertNotSentAsync(server);
    }

    [Fact]
    public async Task A_server_that_closes_during_the_handshake_sent_nothing()
    {
        await using var server = RawServer.Start((connection, token) => connection.ReadSomethingAsync(token));

        await AssertNotSentAsync(server);
    }

    private static async Task AssertNotSentAsync(RawServer server)
    {
        using var fixture = new ClientFixture(new Uri($"https://127.0.0.1:{server.Port}/api/v2"));

        var failure = await fixture.FailureAsync();
        var reading = await Assert.ThrowsAsync<TwinPushException>(() => fixture.Client.GetNotificationAsync("n1", Sample.Token));

        Assert.Equal((FailureKind.NotSent, FailureKind.NotSent), (failure.Kind, reading.Kind));
        Assert.Equal(HttpRequestError.SecureConnectionError, Assert.IsType<HttpRequestException>(failure.InnerException).HttpRequestError);
    }
}
