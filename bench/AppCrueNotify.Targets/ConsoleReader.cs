using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using AppCrueNotify.Console.Accounts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AppCrueNotify.Targets;

/// <summary>A browser in which an administrator is signed in, as one is: by a link. Keeps its cookies by hand, as .NET sends none that are Secure over plain HTTP.</summary>
internal sealed partial class ConsoleReader : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly ConcurrentDictionary<string, string> _cookies = [];
    private readonly Uri _address;

    private ConsoleReader(Uri address) => _address = address;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken { get; }

    public static async Task<ConsoleReader> SignInAsync(World world, CancellationToken cancellationToken)
    {
        var reader = new ConsoleReader(world.Gateway.Address);
        var link = new Uri(world.Gateway.Address, await world.Get<AdminLinks>().ForAsync("bench", cancellationToken));
        await reader.PostAsync(link.AbsolutePath, link.PathAndQuery, new() { ["code"] = QueryHelpers.ParseQuery(link.Query)["code"].ToString() }, cancellationToken);
        return reader;
    }

    /// <summary>Reads a page to its end.</summary>
    /// <returns>Its length.</returns>
    public async Task<int> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(new(HttpMethod.Get, new Uri(_address, path)), cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        return (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).Length;
    }

    /// <summary>Posts a form of a page.</summary>
    public async Task PostAsync(string action, string page, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        using var form = await SendAsync(new(HttpMethod.Get, new Uri(_address, page)), cancellationToken);
        fields["__RequestVerificationToken"] = FormToken.Match(await form.Content.ReadAsStringAsync(cancellationToken)).Groups["token"].Value;
        using var answer = await SendAsync(new(HttpMethod.Post, new Uri(_address, action)) { Content = new FormUrlEncodedContent(fields) }, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.SeeOther)
            throw new InvalidOperationException($"POST {action} answered {(int)answer.StatusCode}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Accept.ParseAdd("text/html");
        if (!_cookies.IsEmpty)
            request.Headers.Add(HeaderNames.Cookie, string.Join("; ", _cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues(HeaderNames.SetCookie, out var set))
        {
            foreach (var cookie in SetCookieHeaderValue.ParseList([.. set]))
                _cookies[cookie.Name.ToString()] = cookie.Value.ToString();
        }

        return answer;
    }
}
