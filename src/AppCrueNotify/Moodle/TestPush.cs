using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using TwinPush;
using TwinPush.Devices;
using TwinPush.Notifications;

namespace AppCrueNotify.Moodle;

/// <summary>A push to one person, past the queue, to find out whether a site reaches its phones.</summary>
internal sealed class TestPush(TwinPushClientFactory clients, TimeProvider time)
{
    private static readonly TimeSpan PushPatience = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan PhonesPatience = TimeSpan.FromSeconds(4);
    private const int PhonesCounted = 100;

    /// <summary>Sends the push and counts the person's phones, within 16 seconds: whoever asks is waiting at a screen.</summary>
    public async Task<TestPushResult> SendAsync(Site site, string alias, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(site, alias, cancellationToken);
        // Counted only where it can help to understand the answer.
        var phones = answer.Outcome is Outcome.Accepted or Outcome.NoTarget or Outcome.Rejected ? await CountPhonesAsync(site, alias, cancellationToken) : null;
        return new(answer, phones);
    }

    private async Task<Answer> PostAsync(Site site, string alias, CancellationToken cancellationToken)
    {
        var notification = new NewNotification
        {
            Title = site.Settings.GroupName.Length > 0 ? site.Settings.GroupName : "Moodle",
            Alert = $"Test push of {new Uri(site.MoodleUrl).Host}",
            Target = NotificationTarget.Aliases([alias]),
            GroupName = site.Settings.GroupName,
            Inbox = true,
        };
        using var patience = new CancellationTokenSource(PushPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return Answer.Accepted((await clients.Create(site).CreateNotificationAsync(notification, either.Token)).Id);
        }
        catch (TwinPushException e)
        {
            return Answer.Of(e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new() { Outcome = Outcome.Unknown, Reason = $"TwinPush did not answer within {PushPatience.TotalSeconds:0} seconds; the push may have been sent", RepeatPossible = true };
        }
    }

    /// <summary>Null when nobody can tell: no API token, or TwinPush does not say.</summary>
    private async Task<int?> CountPhonesAsync(Site site, string alias, CancellationToken cancellationToken)
    {
        if (site.ApiToken is null)
            return null;
        using var patience = new CancellationTokenSource(PhonesPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var phones = clients.Create(site).ListDevicesAsync(new DeviceFilter { Alias = alias, Active = true }, PhonesCounted, either.Token);
            return await phones.Take(PhonesCounted).CountAsync(either.Token);
        }
        catch (TwinPushException)
        {
            // The push itself was answered; that the count is unknown is what null says.
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <summary>What became of a test push.</summary>
/// <param name="Phones">The person's active phones, 100 at most; null when that is not known.</param>
internal sealed record TestPushResult(Answer Answer, int? Phones);
