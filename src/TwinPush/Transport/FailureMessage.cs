using System.Globalization;
using System.Text;

namespace TwinPush.Transport;

/// <summary>Turns a failure into the exception callers see, without credentials.</summary>
internal static class FailureMessage
{
    /// <summary>How much of an answer an exception keeps, in UTF-16 units.</summary>
    public const int MaxText = 4096;

    public static TwinPushException ToException(Operation operation, TwinPushApp app, Exchange exchange, Failure failure)
    {
        var body = exchange.Body.Span[..Math.Min(exchange.Body.Length, MaxText * 4)];
        return new TwinPushException(failure.Kind, Sentence(operation, exchange, failure), exchange.Error)
        {
            Status = exchange.Status,
            ErrorType = Bounded(failure.Error?.Type, app),
            ErrorMessage = Bounded(failure.Error?.Message, app),
            RawBody = body.IsEmpty ? null : Bounded(Encoding.UTF8.GetString(body), app),
            RetryAfter = failure.RetryAfter,
            RepeatPossible = failure.RepeatPossible,
            UnknownAliases = failure.Kind == FailureKind.UnknownAliases ? failure.Error?.DeviceAliases ?? [] : [],
        };
    }

    private static string Sentence(Operation operation, Exchange exchange, Failure failure)
    {
        var status = exchange.Status is { } code ? string.Create(CultureInfo.InvariantCulture, $" (HTTP {(int)code})") : "";
        return $"TwinPush, {operation.Name}: {failure.Reason}{status}.";
    }

    // A server may repeat what it was sent, headers included.
    private static string? Bounded(string? text, TwinPushApp app)
    {
        if (text is null)
            return null;
        foreach (var secret in new[] { app.CreatorKey, app.ApiToken })
        {
            if (!string.IsNullOrEmpty(secret))
                text = text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase);
        }

        if (text.Length <= MaxText)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];
    }
}
