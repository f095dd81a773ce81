using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Sentinels;

/// <summary>Finds out whether a site's TwinPush lets a device of our own show what became of a request, and keeps the answer. Sends to nobody but that device.</summary>
internal sealed class SelfTest(ISentinelStore store, SentinelInbox inbox, TwinPushClientFactory clients, SentinelOptions options, TimeProvider time)
{
    /// <summary>Runs the steps until one that decides does not pass.</summary>
    /// <param name="onStep">Told of each step as it ends.</param>
    /// <returns>What is stored now; null when the site has no API token, and nothing was tried.</returns>
    public async Task<StoredSentinel?> RunAsync(Site site, Action<SelfTestStep> onStep, CancellationToken cancellationToken)
    {
        if (site.ApiToken is null)
        {
            onStep(SelfTestStep.Bad("token", "The site has no API token, and a device can only be registered with one. Nothing was tried. TwinPush's console shows the token of the app; give it with 'site set'."));
            await SwitchOffAsync(site, "the site has no API token", cancellationToken);
            return null;
        }

        var steps = new List<SelfTestStep>();
        var sentinel = await BeginAsync(site, cancellationToken);
        var course = new SelfTestCourse(site, sentinel.Alias, inbox, clients, options, time);
        await foreach (var step in course.RunAsync(cancellationToken))
        {
            steps.Add(step);
            onStep(step);
            if (course.DeviceId is { } device && device != sentinel.DeviceId)
                await store.SaveAsync(sentinel = sentinel with { DeviceId = device }, cancellationToken);
        }

        var passed = steps.TrueForAll(s => s.Passed || !s.Decisive);
        var now = time.GetUtcNow();
        sentinel = sentinel with
        {
            State = passed ? SentinelState.On : SentinelState.Off,
            Reason = passed ? "the self-test passed" : $"the self-test did not pass: {steps.First(s => s is { Passed: false, Decisive: true }).Words}",
            Way = course.Way,
            FoundAfter = course.FoundAfter,
            Report = SelfTestStep.Write(steps),
            Passed = passed,
            TestedAt = now,
            CheckedAt = now,
            ChangedAt = now,
        };
        await store.SaveAsync(sentinel, cancellationToken);
        return sentinel;
    }

    /// <summary>Leaves the sentinel at home from the next request on. What is being looked up goes on.</summary>
    /// <returns>False: the site never had one.</returns>
    public async Task<bool> SwitchOffAsync(Site site, string reason, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(site.Id, cancellationToken) is not { } sentinel)
            return false;
        await store.SaveAsync(sentinel with { State = SentinelState.Off, Reason = reason, ChangedAt = time.GetUtcNow() }, cancellationToken);
        return true;
    }

    // Written before the device is registered: after a crash in the middle the next test finds the same device, and the sentinel is off.
    private async Task<StoredSentinel> BeginAsync(Site site, CancellationToken cancellationToken)
    {
        var before = await store.FindAsync(site.Id, cancellationToken);
        var app = StoredSentinel.AppOf(site);
        var now = time.GetUtcNow();
        var known = before?.App == app;
        var sentinel = new StoredSentinel
        {
            SiteId = site.Id,
            Alias = known ? before!.Alias : SentinelDevices.NewAlias(),
            DeviceId = known ? before!.DeviceId : null,
            App = app,
            Identity = StoredSentinel.IdentityOf(site),
            State = SentinelState.Off,
            Reason = "a self-test began and has not ended",
            Way = SentinelWay.Inbox,
            Report = "[]",
            Passed = false,
            TestedAt = now,
            CheckedAt = now,
            ChangedAt = now,
        };
        await store.SaveAsync(sentinel, cancellationToken);
        return sentinel;
    }
}
