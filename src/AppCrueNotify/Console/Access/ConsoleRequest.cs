using AppCrueNotify.Console.Frame;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Sites;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;

namespace AppCrueNotify.Console.Access;

/// <summary>A request of the console as pages and actions see it: who asks, for which sites, and how to answer.</summary>
internal sealed class ConsoleRequest(HttpContext http, ConsoleAccess? access, IReadOnlyList<Site> sites)
{
    private Site? _site;

    public HttpContext Http => http;

    public bool SignedIn => access is not null;

    /// <summary>Who asks. Only addresses open to everybody may be without.</summary>
    public ConsoleAccess Access => access ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The sites open to them, by name.</summary>
    public IReadOnlyList<Site> Sites => sites;

    /// <summary>The site of the address (<c>{site:long}</c>), which is open to them.</summary>
    public Site Site
    {
        get => _site ?? throw new InvalidOperationException("The address names no site.");
        init => _site = value;
    }

    /// <summary>The site that the query <c>?site=</c> chooses, or null for all that are open to them. An address that chooses another was answered with 404.</summary>
    public Site? ChosenSite { get; init; }

    /// <summary>The chosen site, or all that are open: what a list may show.</summary>
    public IReadOnlyList<Site> ShownSites => ChosenSite is null ? sites : [ChosenSite];

    /// <summary>The page's address with its query.</summary>
    public string Address => http.Request.Path + http.Request.QueryString;

    /// <summary>What the page shows.</summary>
    public object? Model { get; private set; }

    /// <summary>A value of the query, trimmed; null when it is missing or empty.</summary>
    public string? Query(string name) => Text(http.Request.Query[name]) is { Length: > 0 } value ? value : null;

    /// <summary>A value of the form, trimmed; "" when it is missing.</summary>
    public string Form(string name) => Text(http.Request.Form[name]);

    /// <summary>A value of the address.</summary>
    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>A service, for what is needed now and then; what a page always needs stands in its constructor.</summary>
    public T Get<T>() where T : notnull => http.RequestServices.GetRequiredService<T>();

    /// <summary>The page. Inside it, <see cref="ConsoleView.The{T}"/> gives the model.</summary>
    /// <param name="model">What it shows.</param>
    /// <param name="status">422 when a form is shown again with what is wrong in it.</param>
    public IResult Show<TPage>(object? model = null, int status = StatusCodes.Status200OK) where TPage : ConsoleView
    {
        Model = model;
        http.Features.Set(this);
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ConsoleDocument>(new Dictionary<string, object?> { [nameof(ConsoleDocument.Page)] = typeof(TPage) }) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>After a change: shows another page (of ours) with a sentence on it, once.</summary>
    public IResult Done(string path, string sentence) => Go(path, new(NoticeKind.Done, sentence));

    /// <summary>Nothing was changed: shows another page with the reason on it, once.</summary>
    public IResult Refused(string path, string sentence) => Go(path, new(NoticeKind.Refused, sentence));

    /// <summary>Goes to another page of ours; 303, so that a reload repeats nothing.</summary>
    public IResult Go(string path, Notice? notice = null)
    {
        if (notice is not null)
            Get<Notices>().Leave(http, notice);
        return new SeeOther(LocalPath.Of(path));
    }

    /// <summary>There is no such thing, or it is not open to them: both look the same.</summary>
    public static IResult NotFound() => TypedResults.NotFound();

    // NUL is nothing that anybody types, and no text of a database.
    private static string Text(StringValues value) => value.ToString().Replace("\0", "", StringComparison.Ordinal).Trim();

    internal static ConsoleRequest Of(HttpContext http) => http.Features.Get<ConsoleRequest>() ?? new(http, null, []);

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            return Task.CompletedTask;
        }
    }
}
