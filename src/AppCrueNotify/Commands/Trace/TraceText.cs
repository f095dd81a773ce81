using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands.Trace;

/// <summary>A message's life as a person reads it.</summary>
internal static class TraceText
{
    public static IEnumerable<string> Lines(TraceEntry entry)
    {
        yield return $"{entry.Component}/{entry.Name} for user {entry.UserId} (alias {(entry.Alias.Length == 0 ? "none" : $"'{entry.Alias}'")}), key {entry.Key}";
        yield return $"  {entry.State}: {entry.Explanation}";
        if (entry.Title is not null)
        {
            yield return $"  title  {entry.Title}";
            yield return $"  alert  {entry.Alert?.ReplaceLineEndings("\n         ")}";
            yield return $"  link   {(entry.Link is { Length: > 0 } ? entry.Link : "none")}{(entry.LinkNote is null ? "" : $" ({entry.LinkNote})")}";
        }

        foreach (var (at, what) in Timeline(entry))
            yield return $"  {LocalTime.Words(at)}  {what}";
    }

    private static List<(DateTimeOffset At, string What)> Timeline(TraceEntry entry)
    {
        var events = new List<(DateTimeOffset, string)> { (entry.TakenAt, "taken from Moodle") };
        foreach (var attempt in entry.Attempts)
        {
            events.Add((End(attempt), TraceWords.Describe(attempt)));
            if (attempt.RetryAt is { } retry && retry <= entry.StateAt)
                events.Add((retry, "tried again from here on"));
            if (attempt.Inquiry is { } inquiry)
                events.Add((inquiry.LastAt ?? inquiry.BeganAt, TraceWords.Describe(inquiry)));
            if (attempt.Receipt is { } receipt)
                events.Add((receipt.At, TraceWords.Describe(receipt)));
            events.AddRange(attempt.Phones.Select(p => (p.OpenedAt ?? p.ReceivedAt ?? p.HandedAt ?? attempt.Receipt?.At ?? End(attempt), TraceWords.Describe(p))));
            events.AddRange(attempt.PlatformErrors.Select(e => (e.NoticedAt, $"in this request, perhaps of somebody else ({e.Platform}): {e.Words}")));
        }

        events.Add((entry.StateAt, $"{entry.State}: {entry.Reason}"));
        if (entry.NextTryAt is { } next)
        {
            events.Add((next, "next try, from here on"));
            events.Add((entry.ExpiresAt, "expires, unless it was sent"));
        }

        return [.. events.OrderBy(e => e.Item1)];
    }

    private static DateTimeOffset End(TracedAttempt attempt) => attempt.CompletedAt ?? attempt.PostedAt ?? attempt.ClaimedAt;
}
