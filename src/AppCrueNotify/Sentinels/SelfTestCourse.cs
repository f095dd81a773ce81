using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Notifications;

namespace AppCrueNotify.Sentinels;

/// <summary>One run of the self-test's steps. Not safe for concurrent use.</summary>
internal sealed class SelfTestCourse(Site site, string alias, SentinelInbox inbox, TwinPushClientFactory clients, SentinelOptions options, TimeProvider time)
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private readonly TwinPushClient _client = clients.Create(site);
    private readonly string _tag = NewTag();
    private readonly HashSet<string> _created = [];
    private string _notification = "";

    /// <summary>Null until it was registered.</summary>
    public string? DeviceId { get; private set; }

    public SentinelWay Way { get; private set; }

    /// <summary>From TwinPush's answer to the tag being found.</summary>
    public TimeSpan? FoundAfter { get; private set; }

    /// <summary>The steps in their order, up to the first decisive one that does not pass; afterwards nothing of the test is left at TwinPush but the device.</summary>
    public async IAsyncEnumerable<SelfTestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (string Name, bool Decisive, Func<CancellationToken, Task<SelfTestStep>> Run)[] steps =
        [
            ("credentials", true, CredentialsAsync),
            ("register", true, RegisterAsync),
            ("send", true, SendAsync),
            ("find", true, FindAsync),
            ("filter", true, FilterAsync),
            ("report", false, ReportAsync),
            ("delete", true, DeleteAsync),
            ("many texts", true, ManyTextsAsync),
        ];
        foreach (var (name, decisive, run) in steps)
        {
            var step = await TryAsync(name, decisive, run, cancellationToken);
            yield return step;
            if (step is { Passed: false, Decisive: true })
                break;
        }

        foreach (var left in _created.ToList())
        {
            yield return await TryAsync("clean up", false, async token =>
            {
                await inbox.DeleteAsync(site, left, token);
                return new("clean up", true, false, "The test's notification was deleted.");
            }, cancellationToken);
        }
    }

    private static async Task<SelfTestStep> TryAsync(string name, bool decisive, Func<CancellationToken, Task<SelfTestStep>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run(cancellationToken) with { Decisive = decisive };
        }
        catch (Exception e) when (e is TwinPushException or TimeoutException)
        {
            return new(name, false, decisive, $"TwinPush did not do it: {e.Message}");
        }
    }

    private async Task<SelfTestStep> CredentialsAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in _client.ListDevicesAsync(null, 1, cancellationToken))
            break;
        return SelfTestStep.Ok("credentials", "TwinPush takes the site's API token.");
    }

    private async Task<SelfTestStep> RegisterAsync(CancellationToken cancellationToken)
    {
        var device = await _client.RegisterDeviceAsync(SentinelDevices.Registration(alias), cancellationToken);
        DeviceId = device.Id;
        return await inbox.IsKnownAsync(site, device.Id, alias, cancellationToken)
            ? SelfTestStep.Ok("register", $"A device without push token was registered as {device.Id}, and it is active.")
            : SelfTestStep.Bad("register", $"TwinPush registered a device without push token as {device.Id}, but does not show it as active under its alias: it would receive nothing.");
    }

    private async Task<SelfTestStep> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            _notification = await CreateAsync(NotificationTarget.Aliases([alias]), _tag, cancellationToken);
            return SelfTestStep.Ok("send", $"TwinPush took a notification to this device alone, as {_notification}: a device without push token counts as a target.");
        }
        catch (TwinPushException e) when (e.Kind is FailureKind.NoTarget or FailureKind.UnknownAliases)
        {
            return SelfTestStep.Bad("send", $"TwinPush does not count a device without push token as a target, so it can show nothing: {e.Message}");
        }
    }

    private async Task<SelfTestStep> FindAsync(CancellationToken cancellationToken)
    {
        if (await AwaitAsync([SentinelWay.Inbox, SentinelWay.Search], _tag, cancellationToken) is not { } found)
            return SelfTestStep.Bad("find", $"Within {SettingValues.Words(options.TestPatience)} neither the device's inbox nor the search showed the notification under its tag: a lost answer could not be looked up.");
        (Way, FoundAfter) = (found.Way, found.After);
        var where = Way == SentinelWay.Inbox ? "the device's inbox" : "the search of what the device received; its inbox does not show it";
        if (found.Ids is not [var only] || only != _notification)
            return SelfTestStep.Bad("find", $"Under the tag there is something else than the notification that was sent ({string.Join(", ", found.Ids)}).");
        return found.After < options.Looks[^1]
            ? SelfTestStep.Ok("find", $"Its tag was found after {found.After.TotalSeconds:0.0} s, in {where}.")
            : SelfTestStep.Bad("find", $"Its tag was found after {found.After.TotalSeconds:0.0} s only: a request would be called absent before.");
    }

    private async Task<SelfTestStep> FilterAsync(CancellationToken cancellationToken) =>
        await inbox.CountAsync(site, DeviceId!, Way, NewTag(), cancellationToken) == 0
            ? SelfTestStep.Ok("filter", "A tag that was never sent finds nothing: TwinPush filters by tag.")
            : SelfTestStep.Bad("filter", "A tag that was never sent finds something: TwinPush does not filter by tag, and its answers cannot be believed.");

    private async Task<SelfTestStep> ReportAsync(CancellationToken cancellationToken)
    {
        var report = await _client.GetReportAsync(_notification, cancellationToken);
        var own = report.DeliveryCount == 0 ? "the device itself is not counted" : $"the device itself counts as {report.DeliveryCount}";
        return SelfTestStep.Ok("report", $"The report says '{report.StatusText}' with {report.DeliveryCount} deliveries: {own}. A request that reaches nobody else is recognized by it.");
    }

    private async Task<SelfTestStep> DeleteAsync(CancellationToken cancellationToken)
    {
        await inbox.DeleteAsync(site, _notification, cancellationToken);
        _created.Remove(_notification);
        return await GoneAsync(_tag, cancellationToken)
            ? SelfTestStep.Ok("delete", "After deleting the notification it is no longer found: a copy too many can be taken back.")
            : SelfTestStep.Bad("delete", $"TwinPush deleted the notification, but its tag is still found after {SettingValues.Words(options.TestPatience)}: a copy too many could not be taken back.");
    }

    private async Task<SelfTestStep> ManyTextsAsync(CancellationToken cancellationToken)
    {
        var tag = NewTag();
        var text = new NotificationOverrides { Alert = "AppCrueNotify: self-test with a text of its own" };
        var notification = await CreateAsync(NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides> { [alias] = text }), tag, cancellationToken);
        if (await AwaitAsync([Way], tag, cancellationToken) is null)
            return SelfTestStep.Bad("many texts", "A request with a text for each alias (multiple_alias) was taken, but not found under its tag.");
        await inbox.DeleteAsync(site, notification, cancellationToken);
        _created.Remove(notification);
        return SelfTestStep.Ok("many texts", "A request with a text for each alias (multiple_alias) is found under its tag too.");
    }

    private async Task<string> CreateAsync(NotificationTarget target, string tag, CancellationToken cancellationToken)
    {
        var created = await _client.CreateNotificationAsync(
            new() { Alert = "AppCrueNotify: self-test", Target = target, GroupName = site.Settings.GroupName, Inbox = true, Tags = [tag] }, cancellationToken);
        _created.Add(created.Id);
        return created.Id;
    }

    private async Task<(SentinelWay Way, TimeSpan After, IReadOnlyList<string> Ids)?> AwaitAsync(SentinelWay[] ways, string tag, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            foreach (var way in ways)
            {
                if (await inbox.FindAsync(site, DeviceId!, way, tag, cancellationToken) is { Count: > 0 } found)
                    return (way, time.GetElapsedTime(began), found);
            }

            if (time.GetElapsedTime(began) >= options.TestPatience)
                return null;
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<bool> GoneAsync(string tag, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while ((await inbox.FindAsync(site, DeviceId!, Way, tag, cancellationToken)).Count > 0)
        {
            if (time.GetElapsedTime(began) >= options.TestPatience)
                return false;
            await Task.Delay(FirstPause, time, cancellationToken);
        }

        return true;
    }

    private static string NewTag() => $"acn-test-{RandomNumberGenerator.GetString(Alphabet, 16)}";
}
