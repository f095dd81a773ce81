using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands.Trace;

/// <summary>Says in words what became of a message and what to do about it. Pure.</summary>
internal static class TraceWords
{
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(1);

    /// <summary>Why the push arrived or did not.</summary>
    public static string Explain(TracedMessage message, Site site, DateTimeOffset now) => message.State switch
    {
        RecipientState.Waiting => Waiting(message, site, now),
        RecipientState.Sending when message.Attempts is [.., { Inquiry.State: "open" } lost] => $"TwinPush's answer was lost. The gateway looks for the request (tag {lost.Tag}) in the inbox of its own device: when it is there the message counts as sent, when it stays away the message is sent once more. So far: {lost.Inquiry!.Words}.",
        RecipientState.Sending => "It is being sent: TwinPush's answer is awaited. If the gateway was killed meanwhile, it decides about it when it starts again.",
        RecipientState.Sent => "TwinPush accepted it for the user's phones. If a phone shows nothing: are the app's notifications allowed there, and is the user logged in to the app with this alias? TwinPush's console shows what became of the notification.",
        RecipientState.Received => "A phone reported that it received the push.",
        RecipientState.Opened => "A phone reported that the user opened the push.",
        RecipientState.Undeliverable when message.Attempts is [.., { State: "accepted" }] => $"TwinPush took the request but delivered it to no phone of the alias '{message.Alias}': the user has not installed the app, has not logged in, or the phone's registration is no longer valid. What push services refused in this request is listed below. Afterwards: appcrue-notify retry --site {Shell.Quote(site.Name)} --state undeliverable",
        RecipientState.Undeliverable => $"TwinPush knows no phone with the app for the alias '{message.Alias}': the user has not installed the app, or has not logged in, or the app registers another alias. Afterwards: appcrue-notify retry --site {Shell.Quote(site.Name)} --state undeliverable",
        RecipientState.Failed => $"TwinPush rejected it for good: {message.Reason} It is not tried again by itself; once the cause is gone: appcrue-notify retry --site {Shell.Quote(site.Name)} --state failed",
        RecipientState.Expired => "It could not be sent before its time ran out (the setting expire-after), so that nobody gets old news. The attempts below say what kept it.",
        RecipientState.Cancelled => $"It was cancelled: {message.Reason}.",
        RecipientState.Held when message.Reason.StartsWith("from the backup", StringComparison.Ordinal) => $"It comes from a restored backup, so nobody knows whether it was sent since, and it is not sent again by itself. To decide: appcrue-notify release --site {Shell.Quote(site.Name)}, with --cancel to end it unsent",
        RecipientState.Held => $"TwinPush's answer was lost, so nobody knows whether it was sent, and it is not sent again by itself. Look for its tag in TwinPush's console; to send it anyway: appcrue-notify retry --site {Shell.Quote(site.Name)} --state held",
        RecipientState.Skipped => Skipped(message.Reason, site),
    };

    /// <summary>One attempt as a sentence.</summary>
    public static string Describe(TracedAttempt attempt)
    {
        var batch = attempt.Recipients == 1 ? "alone" : $"in a request with {attempt.Recipients} recipients";
        var end = attempt.State switch
        {
            "claimed" => "is prepared, not sent yet",
            "posting" => "was sent, the answer is awaited",
            "released" => $"was not sent: {attempt.Reason}",
            _ => Outcomes.Parse(attempt.State) switch
            {
                Outcome.Accepted => $"accepted by TwinPush as notification {attempt.NotificationId}",
                Outcome.NotSent => $"was not sent: {attempt.Reason}",
                Outcome.Unavailable => $"TwinPush did not take it for now: {attempt.Reason}",
                Outcome.NoTarget => "TwinPush knows none of the recipients",
                Outcome.Rejected => $"TwinPush rejected something in the request: {attempt.Reason}",
                Outcome.Misconfigured => $"TwinPush refused the site's credentials or address: {attempt.Reason}",
                Outcome.Unknown => $"the outcome is unknown: {attempt.Reason}",
            },
        };
        var repeat = attempt.RepeatPossible ? "; a repeat is possible" : "";
        return $"attempt {attempt.Id} (tag {attempt.Tag}), {batch}: {end}{repeat}";
    }

    /// <summary>How a lost answer is being looked up, as a sentence.</summary>
    public static string Describe(TracedInquiry inquiry)
    {
        var next = inquiry.NextAt is { } at ? $"; next look {LocalTime.Words(at)}" : "";
        var looks = $"{inquiry.Misses + inquiry.Failures} looks before, {inquiry.Failures} of them not answered";
        return inquiry.State switch
        {
            "open" => $"its lost answer is being looked up ({looks}): {inquiry.Words}{next}",
            "watched" => $"its lost answer was looked up ({looks}), {inquiry.Result}: {inquiry.Words}; one that turns up late is still watched for{next}",
            _ => $"its lost answer was looked up ({looks}), {inquiry.Result}: {inquiry.Words}",
        };
    }

    /// <summary>TwinPush's last report as a sentence.</summary>
    public static string Describe(TracedReceipt receipt) =>
        $"TwinPush's last report of the request ('{receipt.Status}'), in phones: {receipt.Deliveries} delivered, {receipt.Received} received, {receipt.Opened} opened{(receipt.Ended is null ? "" : $"; nobody asks again: {receipt.Ended}")}";

    /// <summary>What a phone reported, as a sentence.</summary>
    public static string Describe(PhoneReceipt phone)
    {
        var name = string.Join(' ', new[] { phone.Platform, phone.Model }.Where(w => w.Length > 0));
        var said = new[] { ("handed over", phone.HandedAt), ("received", phone.ReceivedAt), ("opened", phone.OpenedAt) }.Where(s => s.Item2 is not null).Select(s => $"{s.Item1} {LocalTime.Words(s.Item2!.Value)}");
        return $"phone{(name.Length == 0 ? "" : $" ({name})")}: {string.Join(", ", said)}{(phone.ReceivedAt is null && phone.OpenedAt is null ? "; the phone has not reported it as received" : "")}";
    }

    private static string Waiting(TracedMessage message, Site site, DateTimeOffset now)
    {
        if (site.PauseReason is { } pause)
            return $"It waits because the site is paused: {pause} {SitePause.Advice(site)}";
        if (message.DueAt + Overdue < now)
            return "It waits although its turn has come: the gateway does not run, or TwinPush is away, or much is ahead of it. See 'appcrue-notify status' and the gateway's log.";
        return message.Attempts.Count == 0
            ? "It is queued and leaves with the next request."
            : "The last attempt did not send it; it is tried again by itself.";
    }

    private static string Skipped(string reason, Site site) => reason switch
    {
        SkipReasons.Disabled => $"The site took no messages then: its setting enabled was off. To change that: appcrue-notify site set {Shell.Quote(site.Name)} enabled=on",
        SkipReasons.NotNewsForum => $"It is a post of a forum that is not an announcements (news) forum, and the site's setting only-news-forum was on. To send such posts too: appcrue-notify site set {Shell.Quote(site.Name)} only-news-forum=off",
        SkipReasons.NoAlias => "Moodle knew no alias for the user: the field that the plugin's setting 'Alias field' names was empty in the user's profile.",
        _ => $"It was skipped: {reason}.",
    };
}
