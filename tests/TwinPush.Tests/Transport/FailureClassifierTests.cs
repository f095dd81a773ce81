using System.Net;
using System.Text;
using TwinPush.Tests.Infrastructure;
using TwinPush.Transport;

namespace TwinPush.Tests.Transport;

/// <summary>Each row of the tables of outcomes.</summary>
public sealed class FailureClassifierTests
{
    private const string Html = "<html>nginx</html>";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Operation Create = new("create", HttpMethod.Post, "/n") { Repetition = Repetition.Doubles, MayFindNothing = false };

    private static readonly Operation Show = new("show", HttpMethod.Get, "/n/1");

    public static TheoryData<int, string, FailureKind, bool> OnCreate { get; } = new()
    {
        { 408, Sample.Error("Busy", "later"), FailureKind.Unavailable, false },
        { 429, Sample.Error("Busy", "later"), FailureKind.Unavailable, false },
        { 503, Sample.Error("Busy", "later"), FailureKind.Unavailable, false },
        { 408, Html, FailureKind.Unavailable, true },
        { 429, Html, FailureKind.Unavailable, true },
        { 503, Html, FailureKind.Unavailable, true },
        { 503, "", FailureKind.Unavailable, true },
        { 503, "{}", FailureKind.Unavailable, true },
        { 500, Sample.Error("Error", "oops"), FailureKind.Unavailable, true },
        { 500, Html, FailureKind.Unavailable, true },
        { 502, Html, FailureKind.Unavailable, true },
        { 504, Html, FailureKind.Unavailable, true },
        { 507, Html, FailureKind.Unavailable, true },
        { 522, Html, FailureKind.Unavailable, true },
        { 300, "", FailureKind.Misconfigured, false },
        { 301, "", FailureKind.Misconfigured, false },
        { 302, "", FailureKind.Misconfigured, false },
        { 304, "", FailureKind.Misconfigured, false },
        { 307, "", FailureKind.Misconfigured, false },
        { 308, "", FailureKind.Misconfigured, false },
        { 401, Html, FailureKind.Misconfigured, false },
        { 402, Sample.Error("NotAuthorized", "no"), FailureKind.Misconfigured, false },
        { 402, "", FailureKind.Misconfigured, false },
        { 403, Sample.Error("InvalidToken", "no"), FailureKind.Misconfigured, false },
        { 403, Sample.Error("InvalidCreatorToken", "no"), FailureKind.Misconfigured, false },
        { 403, Html, FailureKind.Misconfigured, false },
        { 404, Sample.Error("AppNotFound", "no"), FailureKind.Misconfigured, false },
        { 404, Sample.Error("NotFound", "no"), FailureKind.Misconfigured, false },
        { 404, Html, FailureKind.Misconfigured, false },
        { 404, Sample.Error("DeviceNotFound", "no"), FailureKind.Rejected, false },
        { 405, Html, FailureKind.Misconfigured, false },
        { 422, Sample.Error("NotificationNotCreated", "Target cannot be empty"), FailureKind.NoTarget, false },
        { 422, Sample.Error("NotificationNotCreated", "Validation failed: target cannot be empty."), FailureKind.NoTarget, false },
        { 422, """{"errors":{"type":"NotificationNotCreated","message":["Target cannot be empty"]}}""", FailureKind.NoTarget, false },
        { 422, Sample.Error("NotificationNotCreated", "Alert is too long"), FailureKind.Rejected, false },
        { 422, Sample.Error("InvalidProperty", "Target cannot be empty"), FailureKind.Rejected, false },
        { 422, Html, FailureKind.Rejected, false },
        { 422, "", FailureKind.Rejected, false },
        { 400, Html, FailureKind.Rejected, false },
        { 406, Sample.Error("NotAcceptable", "no"), FailureKind.Rejected, false },
        { 413, Html, FailureKind.Rejected, false },
        { 418, Html, FailureKind.Rejected, false },
        { 404, """{"errors":{"type":"DeviceAliasNotFound","message":"m","device_aliases":["a"]}}""", FailureKind.UnknownAliases, false },
        { 422, """{"errors":{"type":"DeviceAliasNotFound","message":"m"},"device_aliases":["a"]}""", FailureKind.UnknownAliases, false },
        { 404, Sample.Error("DeviceAliasNotFound", "m"), FailureKind.Rejected, false },
        { 422, Sample.Error("DeviceAliasNotFound", "m"), FailureKind.Rejected, false },
    };

    public static TheoryData<int, string, FailureKind> OnShow { get; } = new()
    {
        { 404, Sample.Error("NotificationNotFound", "no"), FailureKind.NotFound },
        { 404, Sample.Error("DeviceNotFound", "no"), FailureKind.NotFound },
        { 404, Sample.Error("DeliveryNotFound", "no"), FailureKind.NotFound },
        { 404, Sample.Error("NotFound", "no"), FailureKind.NotFound },
        { 404, Sample.Error("AppNotFound", "no"), FailureKind.Misconfigured },
        { 404, Html, FailureKind.Misconfigured },
        { 500, Html, FailureKind.Unavailable },
        { 503, Html, FailureKind.Unavailable },
        { 422, Sample.Error("InvalidProperty", "no"), FailureKind.Rejected },
    };

    [Theory]
    [MemberData(nameof(OnCreate))]
    public void An_answer_to_create_means(int status, string body, FailureKind kind, bool repeatPossible)
    {
        var failure = FailureClassifier.Classify(Create, Answered(status, body), understood: false)!;

        Assert.Equal((kind, repeatPossible), (failure.Kind, failure.RepeatPossible));
    }

    [Theory]
    [MemberData(nameof(OnShow))]
    public void An_answer_to_a_read_means(int status, string body, FailureKind kind)
    {
        var failure = FailureClassifier.Classify(Show, Answered(status, body), understood: false)!;

        Assert.Equal((kind, false), (failure.Kind, failure.RepeatPossible));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(299)]
    public void A_success_is_none_when_understood_and_unknown_when_not(int status)
    {
        Assert.Null(FailureClassifier.Classify(Create, Answered(status, ""), understood: true));

        var failure = FailureClassifier.Classify(Create, Answered(status, ""), understood: false)!;
        Assert.Equal((FailureKind.Unknown, true), (failure.Kind, failure.RepeatPossible));
        Assert.False(FailureClassifier.Classify(Show, Answered(status, ""), understood: false)!.RepeatPossible);
    }

    [Theory]
    [InlineData(false, null, FailureKind.NotSent, false)]
    [InlineData(true, null, FailureKind.Unknown, true)]
    [InlineData(true, 200, FailureKind.Unknown, true)]
    [InlineData(true, 403, FailureKind.Unknown, true)]
    [InlineData(true, 422, FailureKind.Unknown, true)]
    [InlineData(true, 503, FailureKind.Unknown, true)]
    public void An_exchange_that_broke_is_unknown_once_writing_began_whatever_arrived(bool begun, int? status, FailureKind kind, bool repeatPossible)
    {
        var exchange = Answered(status ?? 0, Sample.Error("InvalidCreatorToken", "m")) with
        {
            WritingBegun = begun, Status = (HttpStatusCode?)status, Error = new IOException(),
        };

        var failure = FailureClassifier.Classify(Create, exchange, understood: false)!;

        Assert.Equal((kind, repeatPossible), (failure.Kind, failure.RepeatPossible));
    }

    [Fact]
    public void Retry_after_is_read_for_every_unavailability_and_for_nothing_else()
    {
        var busy = Answered(502, Html) with { RetryAfter = "30" };

        Assert.Equal(TimeSpan.FromSeconds(30), FailureClassifier.Classify(Create, busy, understood: false)!.RetryAfter);
        Assert.Null(FailureClassifier.Classify(Create, busy with { Status = HttpStatusCode.Forbidden }, understood: false)!.RetryAfter);
    }

    [Fact]
    public void A_body_that_was_cut_by_the_limit_is_not_taken_for_twinpushs_own()
    {
        var exchange = Answered(503, Sample.Error("Busy", "later")) with { BodyTooLong = true };

        Assert.True(FailureClassifier.Classify(Create, exchange, understood: false)!.RepeatPossible);
    }

    private static Exchange Answered(int status, string body) =>
        new() { WritingBegun = true, Status = (HttpStatusCode)status, Body = Encoding.UTF8.GetBytes(body), EndedAt = Now };
}
