using TwinPush.Devices;
using TwinPush.Notifications;
using TwinPush.Simulator.Faults;
using static TwinPush.Conformance.Tests.Conversation;

namespace TwinPush.Conformance.Tests;

/// <summary>Every row of the table of errors, and what the simulator's faults look like to the client.</summary>
public sealed class FailureTests
{
    /// <summary>Fault, target and reuse of the connection; what it means; whether it may have been sent.</summary>
    public static TheoryData<string, bool, bool> Cells
    {
        get
        {
            var cells = new TheoryData<string, bool, bool>();
            foreach (var kind in Enum.GetNames<FaultKind>())
            {
                foreach (var (reused, multiple) in new[] { (false, false), (false, true), (true, false), (true, true) })
                    cells.Add(kind, reused, multiple);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_fault_has_its_meaning_on_fresh_and_reused_connections_and_is_posted_once(string kind, bool reused, bool multiple)
    {
        var fault = Enum.Parse<FaultKind>(kind);
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        if (reused)
            await talk.Client.GetReportAsync(await talk.SendAsync(NotificationTarget.Broadcast), Token);
        talk.State.Requests.Clear();
        talk.State.AddFault(new FaultRule { Kind = fault, Operation = "create" });
        var target = multiple
            ? NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides> { ["ana"] = new() })
            : NotificationTarget.Aliases(["ana"]);

        var sending = talk.SendAsync(target);
        await LetTimePassAsync(talk, sending, fault);
        var failure = await Record.ExceptionAsync(() => sending);

        FailureKind? expected = fault switch
        {
            FaultKind.Latency => null,
            FaultKind.Status or FaultKind.NotJson => FailureKind.Unavailable,
            FaultKind.Redirect => FailureKind.Misconfigured,
            FaultKind.EmptyBody or FaultKind.NoId or FaultKind.MalformedBody or FaultKind.ResetBefore or FaultKind.ResetAfter
                or FaultKind.CutHeaders or FaultKind.CutBody or FaultKind.Drip or FaultKind.Hang => FailureKind.Unknown,
        };
        Assert.Equal(expected, (failure as TwinPushException)?.Kind);
        Assert.Equal(expected is FailureKind.Unknown || fault == FaultKind.NotJson, (failure as TwinPushException)?.RepeatPossible ?? false);
        Assert.Equal(1, talk.State.Requests.Count("create"));
        Assert.Equal(1, talk.State.Requests.Count());
    }

    public static TheoryData<int, string, string, FailureKind, bool> Answers { get; } = new()
    {
        { 408, "Timeout", "m", FailureKind.Unavailable, false },
        { 429, "TooMany", "m", FailureKind.Unavailable, false },
        { 503, "Busy", "m", FailureKind.Unavailable, false },
        { 500, "ServerError", "m", FailureKind.Unavailable, true },
        { 502, "BadGateway", "m", FailureKind.Unavailable, true },
        { 504, "Timeout", "m", FailureKind.Unavailable, true },
        { 402, "NotAuthorized", "m", FailureKind.Misconfigured, false },
        { 403, "InvalidToken", "m", FailureKind.Misconfigured, false },
        { 403, "InvalidCreatorToken", "m", FailureKind.Misconfigured, false },
        { 404, "AppNotFound", "m", FailureKind.Misconfigured, false },
        { 422, "NotificationNotCreated", "Target cannot be empty", FailureKind.NoTarget, false },
        { 422, "NotificationNotCreated", "Alert is bad", FailureKind.Rejected, false },
        { 406, "NotAcceptable", "m", FailureKind.Rejected, false },
        { 400, "BadRequest", "m", FailureKind.Rejected, false },
        { 413, "TooLarge", "m", FailureKind.Rejected, false },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_has_its_meaning(int status, string type, string message, FailureKind kind, bool repeatPossible)
    {
        await using var talk = await StartAsync();
        talk.State.AddFault(new FaultRule
        {
            Kind = FaultKind.Status, Status = status, ErrorType = type, ErrorMessage = message, Headers = new Dictionary<string, string> { ["Retry-After"] = "30" },
        });

        var (failure, requests) = await talk.FailAsync(client => client.CreateNotificationAsync(
            new NewNotification { Alert = "x", Target = NotificationTarget.Broadcast }, Token));

        Assert.Equal((kind, repeatPossible, 1), (failure.Kind, failure.RepeatPossible, requests));
        Assert.Equal((status, type, message), ((int)failure.Status!, failure.ErrorType, failure.ErrorMessage));
        Assert.Equal(kind == FailureKind.Unavailable ? TimeSpan.FromSeconds(30) : null, failure.RetryAfter);
    }

    [Fact]
    public async Task Unknown_aliases_that_are_named_are_listed_and_the_others_are_fine()
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        talk.State.AddFault(new FaultRule
        {
            Kind = FaultKind.Status, Status = 404, Count = 1, Body = """{"errors":{"type":"DeviceAliasNotFound","message":"m","device_aliases":["bob","ñ"]}}""",
        });

        var (failure, _) = await talk.FailAsync(_ => talk.SendAsync(NotificationTarget.Aliases(["ana", "bob", "ñ"])));
        await talk.SendAsync(NotificationTarget.Aliases(new[] { "ana", "bob", "ñ" }.Except(failure.UnknownAliases)));

        Assert.Equal(FailureKind.UnknownAliases, failure.Kind);
        Assert.Single(talk.State.Pushes("ana"));
    }

    [Fact]
    public async Task The_simulators_own_refusals_are_understood()
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        var fine = new NewNotification { Alert = "x", Target = NotificationTarget.Aliases(["ana"]) };

        await AssertAsync(FailureKind.NoTarget, client => client.CreateNotificationAsync(fine with { Target = NotificationTarget.Aliases(["nobody"]) }, Token));
        await AssertAsync(FailureKind.Rejected, client => client.CreateNotificationAsync(fine with { Target = NotificationTarget.Segments(["none"]) }, Token));
        await AssertAsync(FailureKind.Rejected, client => client.CreateNotificationAsync(fine with { Alert = "<b>bold</b>" }, Token));
        await AssertAsync(FailureKind.Rejected, client => client.CreateNotificationAsync(fine with { Url = "mailto:x@y" }, Token));
        await AssertAsync(FailureKind.Misconfigured, _ => talk.As(app => app with { AppId = "0000000000000000" }).CreateNotificationAsync(fine, Token));
        await AssertAsync(FailureKind.Misconfigured, _ => talk.As(app => app with { CreatorKey = "wrong" }).CreateNotificationAsync(fine, Token));
        await AssertAsync(FailureKind.Misconfigured, _ => talk.As(app => app with { BaseAddress = talk.Simulator.Address }).CreateNotificationAsync(fine, Token));
        await AssertAsync(FailureKind.Misconfigured, _ => talk.As(app => app with { ApiToken = "wrong" }).GetReportAsync("n", Token));
        Assert.Empty(talk.State.Pushes("ana"));

        async Task AssertAsync(FailureKind kind, Func<TwinPushClient, Task> call) =>
            Assert.Equal(kind, (await talk.FailAsync(call)).Failure.Kind);
    }

    [Fact]
    public async Task A_body_of_half_the_form_is_not_acceptable_to_the_simulator_and_the_client_never_sends_one()
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");

        await talk.SendAsync(new NewNotification { Alert = "\u2028 \u0085 \u007f \t \ufeff \U0001F468\u200d\U0001F469", Target = NotificationTarget.Broadcast });

        Assert.Equal("\u2028 \u0085 \u007f \t \ufeff \U0001F468\u200d\U0001F469", Assert.Single(talk.State.Pushes("ana")).Alert);
    }

    [Theory]
    [InlineData(nameof(FaultKind.ResetBefore), 0)]
    [InlineData(nameof(FaultKind.ResetAfter), 1)]
    [InlineData(nameof(FaultKind.CutBody), 1)]
    public async Task After_an_unknown_outcome_the_tag_tells_what_happened(string fault, int expected)
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        var sentinel = await talk.Client.RegisterDeviceAsync(DeviceRegistration.ForDevice("sentinel", DevicePlatform.Android) with { Alias = "sentinel" }, Token);
        talk.State.AddFault(new FaultRule { Kind = Enum.Parse<FaultKind>(fault), Operation = "create", Count = 1 });

        var (failure, _) = await talk.FailAsync(_ => talk.SendAsync(
            new NewNotification { Alert = "x", Tags = ["attempt-1"], Target = NotificationTarget.Aliases(["ana", "sentinel"]) }));
        talk.Clock.Advance(TimeSpan.FromSeconds(10));
        var filter = new Inbox.TagFilter { Tags = ["attempt-1"] };
        var found = await ListAsync(talk.Client.SearchReceivedAsync(sentinel.Id, filter, cancellationToken: Token));
        var inInbox = await ListAsync(talk.Client.ListInboxAsync(sentinel.Id, filter, cancellationToken: Token));

        Assert.Equal(FailureKind.Unknown, failure.Kind);
        Assert.Equal((expected, expected, expected), (found.Count, inInbox.Count, talk.State.Pushes("ana").Count));
    }

    [Fact]
    public async Task The_simulator_gone_means_surely_not_sent()
    {
        var talk = await StartAsync();
        await talk.Simulator.DisposeAsync();

        var failure = await Assert.ThrowsAsync<TwinPushException>(() => talk.SendAsync(NotificationTarget.Broadcast));

        Assert.Equal(FailureKind.NotSent, failure.Kind);
        await Assert.ThrowsAsync<TwinPushException>(() => talk.Client.GetNotificationAsync("n", Token));
    }

    // Latency needs a second of the shared clock; what hangs or drips needs the client's total time.
    private static async Task LetTimePassAsync(Conversation talk, Task sending, FaultKind fault)
    {
        while (!sending.IsCompleted && fault is FaultKind.Latency or FaultKind.Hang or FaultKind.Drip && !sending.IsCompleted)
        {
            if (fault == FaultKind.Latency || talk.State.Requests.Count("create") > 0)
                talk.Clock.Advance(fault == FaultKind.Latency ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(120));
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token));
        }
    }
}
