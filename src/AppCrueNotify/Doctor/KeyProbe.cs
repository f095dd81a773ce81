using System.Net;
using AppCrueNotify.Sites;
using TwinPush;
using TwinPush.Devices;

namespace AppCrueNotify.Doctor;

/// <summary>
/// Shows TwinPush a site's credentials without sending or changing anything: the creator key by deleting a push that does not exist, the API token by reading one device.
/// </summary>
/// <remarks>Should TwinPush look for the push before it looks at the key, a wrong creator key passes here; a test push is the proof.</remarks>
internal sealed class KeyProbe(TwinPushClientFactory clients, TimeProvider time)
{
    public Task<KeyAnswer> CreatorKeyAsync(Site site, CancellationToken cancellationToken) =>
        AskAsync(site, (client, cancellation) => client.DeleteNotificationAsync($"doctor-{Guid.NewGuid():N}", cancellation), cancellationToken);

    public Task<KeyAnswer> ApiTokenAsync(Site site, CancellationToken cancellationToken) =>
        AskAsync(site, async (client, cancellation) => await client.ListDevicesAsync(new DeviceFilter(), 1, cancellation).Take(1).CountAsync(cancellation), cancellationToken);

    private async Task<KeyAnswer> AskAsync(Site site, Func<TwinPushClient, CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(SiteDoctor.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await ask(clients.Create(site), either.Token);
            return new(KeyVerdict.Works, "");
        }
        catch (TwinPushException e)
        {
            return new(Verdict(e), e.Message);
        }
        catch (ArgumentException e)
        {
            // A credential that no header can carry, an address that is none: the client refuses to make a request of it.
            return new(KeyVerdict.WrongAddress, e.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(KeyVerdict.NotTold, $"TwinPush did not answer within {SettingValues.Words(SiteDoctor.Patience)}");
        }
    }

    private static KeyVerdict Verdict(TwinPushException e) => e.Kind switch
    {
        FailureKind.NotFound => KeyVerdict.Works,
        FailureKind.Misconfigured when e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden => KeyVerdict.Refused,
        FailureKind.Misconfigured when e.ErrorType == "AppNotFound" => KeyVerdict.UnknownApp,
        FailureKind.Misconfigured => KeyVerdict.WrongAddress,
        FailureKind.MissingCredential => KeyVerdict.Refused,
        FailureKind.InvalidRequest or FailureKind.NotSent or FailureKind.Unavailable or FailureKind.NoTarget or FailureKind.UnknownAliases or FailureKind.Rejected or FailureKind.Unknown
            => KeyVerdict.NotTold,
    };
}
