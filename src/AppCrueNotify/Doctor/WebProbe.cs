using System.Globalization;
using System.Text;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Doctor;

/// <summary>Asks an address whether it answers, how fast, and what time it has. Carries no credential, follows no redirect.</summary>
internal sealed class WebProbe(IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string ClientName = "Doctor";

    private const int TextKept = 100;

    public async Task<WebAnswer> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(SiteDoctor.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var began = time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("User-Agent", "AppCrueNotify doctor");
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var took = time.GetElapsedTime(began);
            var now = time.GetUtcNow();
            return new()
            {
                Status = (int)answer.StatusCode,
                Took = took,
                // The header was written about in the middle of the wait, and has whole seconds.
                Ahead = answer.Headers.Date is { } date ? date.AddSeconds(0.5) - (now - (took / 2)) : null,
                RedirectsTo = answer.Headers.Location is { } location ? new Uri(address, location) : null,
                Text = await BeginningAsync(answer.Content, either.Token),
            };
        }
        catch (HttpRequestException e)
        {
            return new() { Trouble = Words(e), Took = time.GetElapsedTime(began) };
        }
        catch (Exception e) when (e is IOException or UriFormatException or InvalidOperationException)
        {
            return new() { Trouble = e.Message, Took = time.GetElapsedTime(began) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { Trouble = string.Create(CultureInfo.InvariantCulture, $"no answer within {SettingValues.Words(SiteDoctor.Patience)}"), Took = time.GetElapsedTime(began) };
        }
    }

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[TextKept];
        var read = await body.ReadAtLeastAsync(bytes, TextKept, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static string Words(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name cannot be resolved",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "no secure connection: its certificate is not trusted here, has expired or is another host's",
        _ => e.Message,
    };
}
