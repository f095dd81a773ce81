using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Moodle;

/// <summary>Plays dispatch by hand, step by step, where a test needs the moment between two steps.</summary>
internal static class Batches
{
    /// <summary>Puts every waiting message into a batch of its own that is being posted.</summary>
    public static async Task<IReadOnlyList<Claim>> ClaimAsync(this GatewayFixture gateway)
    {
        var store = gateway.Get<IDispatchStore>();
        var now = TimeProvider.System.GetUtcNow();
        var due = await store.PeekAsync(gateway.Site.Id, now.AddHours(1), 10, GatewayFixture.Cancellation);
        var batches = due.Select(d => new BatchToClaim(BatchKind.Simple, $"acn-{d.Id}", [d])).ToList();
        var claims = await store.ClaimAsync(gateway.Site.Id, batches, now, now.AddMinutes(3), GatewayFixture.Cancellation);
        foreach (var claim in claims)
            Assert.True(await store.BeginPostingAsync(claim.AttemptId, now, GatewayFixture.Cancellation));
        return claims;
    }

    public static Task<bool> CompleteAsync(this GatewayFixture gateway, Claim claim, Outcome outcome, RecipientChange change) =>
        gateway.Get<IDispatchStore>().CompleteAsync(
            new() { AttemptId = claim.AttemptId, Outcome = outcome, Reason = "test", PausesSite = outcome == Outcome.Misconfigured, Changes = [change] },
            TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
}
