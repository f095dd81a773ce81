using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

/// <summary>What every database has to do. Each database subclasses it and opens an empty one.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private StoreWorld _store = null!;
    private long _site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await OpenAsync();
        _site = await AddSiteAsync("campus");
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever a test of this contract did: the counters say what counting says.
        await AssertTalliesAreTrueAsync();
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<StoreWorld> OpenAsync();

    private async Task<long> AddSiteAsync(string name)
    {
        var token = SiteToken.Create();
        return (await _store.Sites.AddAsync(Site(name), new Dictionary<string, string>(), new(token.Id, token.Hash()), Now, Cancellation))!.Value;
    }

    private Task<IReadOnlyList<StoreResult>> AddAsync(params NewRecipient[] messages) => _store.Intake.AddAsync(_site, messages, Now, Cancellation);

    private Task<IReadOnlyList<DueRecipient>> PeekAsync(double horizon = 0, int limit = 1000) =>
        _store.Dispatch.PeekAsync(_site, Now.AddSeconds(horizon), limit, Cancellation);

    private async Task<Claim> ClaimAsync(params DueRecipient[] recipients) =>
        Assert.Single(await _store.Dispatch.ClaimAsync(_site, [new(BatchKind.Simple, $"tag{recipients[0].Id}", recipients)], Now, Now.AddSeconds(180), Cancellation));

    /// <summary>Claims what is due and writes that it is being posted.</summary>
    private async Task<Claim> PostAsync()
    {
        var claim = await ClaimAsync([.. await PeekAsync(horizon: 100_000)]);
        Assert.True(await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        return claim;
    }

    private async Task<TracedMessage> TraceAsync(string key) => Assert.Single(await _store.Reports.TraceKeyAsync(_site, key, Cancellation));

    private async Task<RecipientState> StateAsync(string key) => (await TraceAsync(key)).State;
}
