using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_site_comes_back_with_credentials_settings_and_token()
    {
        var typed = new Dictionary<string, string> { ["window"] = "5s", ["expire-after.mod_quiz"] = "2h", ["icons"] = "mod_quiz=📝" };
        var id = await _store.Sites.AddAsync(Site("second"), typed, new("tokenid", "tokenhash"), Now, Cancellation);
        var snapshot = await _store.Sites.LoadAsync(Cancellation);
        var stored = snapshot.Sites.Single(s => s.Site.Id == id);
        Assert.Equal(("second", "https://campus.example.edu", "demo000000000app", "creator-key-of-the-site", "api-token-of-the-site"),
            (stored.Site.Name, stored.Site.MoodleUrl, stored.Site.AppId, stored.Site.CreatorKey, stored.Site.ApiToken));
        Assert.Equal(new("https://push.example.edu/api/v2"), stored.Site.TwinPushUrl);
        Assert.Equal(typed, stored.Typed);
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromHours(2)), (stored.Site.Settings.Window, stored.Site.Settings.ExpireAfter.For("mod_quiz")));
        Assert.Equal(("tokenhash", null), snapshot.Tokens.Where(t => t.SiteId == id).Select(t => (t.Hash, t.ExpiresAt)).Single());
    }

    [Fact]
    public async Task A_name_is_taken_once_until_its_site_is_removed()
    {
        Assert.Null(await _store.Sites.AddAsync(Site("campus"), new Dictionary<string, string>(), new("t", "h"), Now, Cancellation));
        Assert.DoesNotContain((await _store.Sites.LoadAsync(Cancellation)).Tokens, t => t.Id == "t");
        await _store.Sites.RemoveAsync(_site, Now, Cancellation);
        Assert.NotEqual(_site, await AddSiteAsync("campus"));
    }

    [Fact]
    public async Task Updating_replaces_credentials_and_settings_and_resumes()
    {
        await _store.Dispatch.PauseSiteAsync(_site, "wrong key", Now, Cancellation);
        var version = await _store.Sites.VersionAsync(Cancellation);
        Assert.True(await _store.Sites.UpdateAsync(Site() with { Id = _site, CreatorKey = "new", ApiToken = null }, new Dictionary<string, string> { ["enabled"] = "off" }, Cancellation));
        Assert.NotEqual(version, await _store.Sites.VersionAsync(Cancellation));
        var site = Assert.Single((await _store.Sites.LoadAsync(Cancellation)).Sites).Site;
        Assert.Equal(("new", null, false, null), (site.CreatorKey, site.ApiToken, site.Settings.Enabled, site.PauseReason));
        Assert.False(await _store.Sites.UpdateAsync(Site() with { Id = _site + 1000 }, new Dictionary<string, string>(), Cancellation));
    }

    [Fact]
    public async Task Rotating_leaves_two_live_tokens_until_the_old_one_ends()
    {
        var old = Assert.Single((await _store.Sites.LoadAsync(Cancellation)).Tokens);
        var version = await _store.Sites.VersionAsync(Cancellation);
        await _store.Sites.RotateTokenAsync(_site, new("second", "hash2"), Now.AddHours(1), Now, Cancellation);
        var tokens = (await _store.Sites.LoadAsync(Cancellation)).Tokens.ToDictionary(t => t.Id, t => t.ExpiresAt);
        Assert.Equal(new() { [old.Id] = Now.AddHours(1), ["second"] = null }, tokens);
        Assert.NotEqual(version, await _store.Sites.VersionAsync(Cancellation));

        // A later end does not lengthen an earlier one, and what has ended goes with the next rotation.
        await _store.Sites.RotateTokenAsync(_site, new("third", "hash3"), Now.AddHours(9), Now, Cancellation);
        Assert.Equal(Now.AddHours(1), (await _store.Sites.LoadAsync(Cancellation)).Tokens.Single(t => t.Id == old.Id).ExpiresAt);
        await _store.Sites.RotateTokenAsync(_site, new("fourth", "hash4"), Now.AddHours(9), Now.AddHours(1), Cancellation);
        Assert.DoesNotContain((await _store.Sites.LoadAsync(Cancellation)).Tokens, t => t.Id == old.Id);
    }

    [Fact]
    public async Task Removing_a_site_erases_its_tokens_cancels_what_waits_and_keeps_history()
    {
        await AddAsync(Message("sent", 1));
        var claim = await PostAsync();
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, RecipientState.Sent, "ok")), Now, Cancellation);
        await AddAsync(Message("waiting", 1), Message("waiting too", 2));
        Assert.Equal(2, await _store.Sites.RemoveAsync(_site, Now, Cancellation));
        var snapshot = await _store.Sites.LoadAsync(Cancellation);
        Assert.Empty(snapshot.Sites);
        Assert.Empty(snapshot.Tokens);
        Assert.Equal([RecipientState.Sent, RecipientState.Cancelled], [await StateAsync("sent"), await StateAsync("waiting")]);
    }
}
