using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public sealed class SiteDirectoryTests : IAsyncDisposable
{
    private readonly SqliteWorld _world = new();
    private readonly FakeTimeProvider _time = new(Now);
    private readonly SiteDirectory _sites;

    public SiteDirectoryTests() => _sites = new(_world.Sites, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _sites.Dispose();
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task A_token_opens_its_site_and_nothing_else_does()
    {
        var token = SiteToken.Create();
        var id = await _world.Sites.AddAsync(Site(), new Dictionary<string, string>(), new(token.Id, token.Hash()), Now, Cancellation);
        Assert.Equal(id, (await _sites.AuthenticateAsync(token.Text, Cancellation))?.Id);
        string?[] wrong = [null, "", "acn_", token.Text + "x", token.Text[..^1], token.Text.ToUpperInvariant(), SiteToken.Create().Text, $"acn_{token.Id}.{token.Hash()}", $"acn_{token.Id}.{SiteToken.Create().Secret}", token.Id, token.Secret];
        foreach (var text in wrong)
            Assert.Null(await _sites.AuthenticateAsync(text, Cancellation));
    }

    [Fact]
    public async Task After_a_rotation_both_tokens_open_until_the_old_one_ends()
    {
        var (old, fresh) = (SiteToken.Create(), SiteToken.Create());
        var id = (await _world.Sites.AddAsync(Site(), new Dictionary<string, string>(), new(old.Id, old.Hash()), Now, Cancellation))!.Value;
        Assert.NotNull(await _sites.AuthenticateAsync(old.Text, Cancellation));
        await _world.Sites.RotateTokenAsync(id, new(fresh.Id, fresh.Hash()), Now.AddHours(1), Now, Cancellation);
        Assert.NotNull(await _sites.AuthenticateAsync(old.Text, Cancellation));
        Assert.NotNull(await _sites.AuthenticateAsync(fresh.Text, Cancellation));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await _sites.AuthenticateAsync(old.Text, Cancellation));
        Assert.NotNull(await _sites.AuthenticateAsync(fresh.Text, Cancellation));
    }

    [Fact]
    public async Task Changes_are_seen_at_the_next_question()
    {
        var id = (await _world.Sites.AddAsync(Site("a"), new Dictionary<string, string>(), new("t", "h"), Now, Cancellation))!.Value;
        Assert.Equal("a", (await _sites.FindAsync(id, Cancellation))?.Name);
        await _world.Sites.UpdateAsync(Site("a") with { Id = id }, new Dictionary<string, string> { ["group-name"] = "new" }, Cancellation);
        Assert.Equal("new", (await _sites.FindAsync("a", Cancellation))?.Settings.GroupName);
        await _world.Sites.RemoveAsync(id, Now, Cancellation);
        Assert.Null(await _sites.FindAsync(id, Cancellation));
        Assert.Empty(await _sites.AllAsync(Cancellation));
    }
}
