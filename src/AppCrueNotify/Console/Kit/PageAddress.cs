using Microsoft.AspNetCore.WebUtilities;

namespace AppCrueNotify.Console.Kit;

/// <summary>This page's address with some values of its query changed.</summary>
internal static class PageAddress
{
    /// <param name="request">The request of the page.</param>
    /// <param name="changes">Null takes a value away.</param>
    public static string With(HttpRequest request, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        foreach (var (name, value) in changes)
            query[name] = value;
        return QueryHelpers.AddQueryString(request.Path, query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }
}
