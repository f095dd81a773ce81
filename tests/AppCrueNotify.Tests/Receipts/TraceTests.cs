using AppCrueNotify.Commands.Trace;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage;

namespace AppCrueNotify.Tests.Receipts;

public sealed class TraceTests
{
    [Fact]
    public void The_trace_tells_the_report_and_the_platforms_errors()
    {
        var attempt = new TracedAttempt
        {
            Id = 1,
            Tag = "acn-x",
            Kind = "simple",
            Recipients = 10,
            State = "accepted",
            ClaimedAt = Samples.Now,
            NotificationId = "n1",
            Receipt = new("sent", 1, 1, 0, Samples.Now.AddMinutes(1), null),
            PlatformErrors = [new("ios", "error", "CERTIFICATE_EXPIRED", "certificate expired: renew it", Samples.Now.AddSeconds(5))],
        };
        var entry = new TraceEntry
        {
            Key = "n:1:2",
            UserId = 2,
            Alias = "ana",
            Component = "mod_forum",
            Name = "posts",
            State = "undeliverable",
            Reason = "not reached",
            Explanation = "so it is",
            TakenAt = Samples.Now,
            StateAt = Samples.Now.AddMinutes(1),
            NextTryAt = null,
            ExpiresAt = Samples.Now.AddDays(1),
            Title = null,
            Alert = null,
            Link = null,
            LinkNote = null,
            Attempts = [attempt],
        };
        var text = string.Join('\n', TraceText.Lines(entry));
        Assert.Contains("(ios): certificate expired: renew it", text, StringComparison.Ordinal);
        Assert.Contains("('sent'), in phones: 1 delivered, 1 received, 0 opened", text, StringComparison.Ordinal);
    }
}
