using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Net.Http.Headers;

namespace AppCrueNotify.Tests.Console;

/// <summary>Asks for pages and posts their forms as a browser does: keeps cookies, sends the form's own fields, follows no redirect.</summary>
internal sealed class ConsoleBrowser(Uri address) : IDisposable
{
    // Its own: the shared cookie container of .NET keeps Secure cookies from http://127.0.0.1, to which browsers send them.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>What a browser says of the page that posts.</summary>
    public string Origin => address.GetLeftPart(UriPartial.Authority);

    /// <summary>The page, which must be there.</summary>
    public async Task<IHtmlDocument> PageAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await GetAsync(path);
        var body = await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation);
        Assert.True(answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location} {body}");
        return new HtmlParser().ParseDocument(body);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string accept = "text/html") => SendAsync(new(HttpMethod.Get, new Uri(address, path)) { Headers = { { "Accept", accept } } });

    /// <summary>Posts to an action with the token that the page has, and what else is given.</summary>
    public async Task<HttpResponseMessage> PostAsync(string action, string page, params (string Name, string Value)[] fields)
    {
        var document = await PageAsync(page);
        var token = document.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? throw new InvalidOperationException($"{page} has no form.");
        return await PostRawAsync(action, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Fills in a form of a page and sends it. Fields that are not given go as the page has them.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string selector, params (string Name, string Value)[] fields)
    {
        var form = (await PageAsync(page)).QuerySelector(selector) as IHtmlFormElement ?? throw new InvalidOperationException($"{page} has no form {selector}.");
        var own = from element in form.QuerySelectorAll("input[name], select[name], textarea[name]")
                  let name = element.GetAttribute("name")!
                  where fields.All(f => f.Name != name)
                  where element is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }
                  select (name, element is IHtmlSelectElement list ? list.Value ?? "" : element is IHtmlTextAreaElement area ? area.Value : element.GetAttribute("value") ?? "");
        return await PostRawAsync(form.GetAttribute("action")!, [.. own, .. fields]);
    }

    /// <summary>Posts only what is given.</summary>
    public Task<HttpResponseMessage> PostRawAsync(string action, params (string Name, string Value)[] fields) =>
        SendAsync(new(HttpMethod.Post, new Uri(address, action)) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), Headers = { { "Accept", "text/html" }, { "Origin", Origin } } });

    /// <summary>The page that an action leads to after it.</summary>
    public async Task<IHtmlDocument> AfterAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Redirect, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation)}");
        return await PageAsync(answer.Headers.Location!.OriginalString);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        var answer = await _http.SendAsync(request, GatewayFixture.Cancellation);
        if (answer.Headers.TryGetValues(HeaderNames.SetCookie, out var set))
        {
            foreach (var cookie in SetCookieHeaderValue.ParseList([.. set]))
            {
                if (cookie.Expires < TimeProvider.System.GetUtcNow() || cookie.Value.Length == 0)
                    Cookies.Remove(cookie.Name.ToString());
                else
                    Cookies[cookie.Name.ToString()] = cookie.Value.ToString();
            }
        }

        return answer;
    }
}
