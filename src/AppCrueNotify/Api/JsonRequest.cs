using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AppCrueNotify.Problems;

namespace AppCrueNotify.Api;

/// <summary>Reads the small JSON bodies; the intake, with its megabytes, has a reader of its own.</summary>
internal static class JsonRequest
{
    /// <summary>Bytes a small body may have.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The body, or the problem with it.</summary>
    public static async Task<(T? Body, IResult? Problem)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, Problem.NotJson.Answer("Send 'Content-Type: application/json'."));
        if (http.Request.ContentLength > MaxBytes)
            return (null, TooLarge());
        var body = new MemoryStream();
        var part = new byte[4096];
        for (int read; (read = await http.Request.Body.ReadAsync(part, http.RequestAborted)) > 0;)
        {
            body.Write(part, 0, read);
            if (body.Length > MaxBytes)
                return (null, TooLarge());
        }

        try
        {
            var value = JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type);
            return value is null ? (null, Problem.Malformed.Answer("The body must be a JSON object.")) : (value, null);
        }
        catch (JsonException e)
        {
            // The place, not the parser's sentence: that one may quote what it read.
            return (null, Problem.Malformed.Answer($"The body is not JSON of the expected form at {e.Path ?? "its start"}, line {e.LineNumber + 1}."));
        }
    }

    private static IResult TooLarge() => Problem.TooLarge.Answer($"Send at most {MaxBytes} bytes.");
}
