using System.Threading.RateLimiting;
using AppCrueNotify.Messages;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>A round of a site fails while a request of an earlier round still waits for its turn.</summary>
public sealed class FailedRoundTests
{
    [Fact]
    public async Task What_waits_for_its_turn_keeps_it_and_leaves_once()
    {
        using var hand = new HandedOutTurns();
        await using var gateway = await GatewayFixture.StartAsync(
            o => o with { Dispatch = o.Dispatch with { Pace = _ => hand.Limiter(), Poll = TimeSpan.FromMilliseconds(20) }, LogLevel = LogLevel.Error, LogFiles = true }, ("window", "0"), ("max-in-flight", "4"));
        await gateway.TakeAsync([Message("k", 1)]);
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("k")).Attempts is [{ State: "claimed" }]);

        // Neither can a round look for work now, nor could a claim be given back.
        await RenameAsync(gateway, "recipient", "recipient_elsewhere");
        await GatewayFixture.UntilAsync(() => Errors(gateway).Any(l => l.Contains("Dispatch of site", StringComparison.Ordinal) && l.Contains("failed", StringComparison.Ordinal)));
        await RenameAsync(gateway, "recipient_elsewhere", "recipient");
        Assert.DoesNotContain(Errors(gateway), l => l.Contains("stays open", StringComparison.Ordinal));
        hand.Out();

        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("k")).State == RecipientState.Sent || Errors(gateway).Any(l => l.Contains("stays open", StringComparison.Ordinal)));
        Assert.Equal(["accepted"], (await gateway.TraceAsync("k")).Attempts.Select(a => a.State));
        Assert.Single(gateway.Simulator.State.Pushes("est1"));
    }

    private static string[] Errors(GatewayFixture gateway) =>
        // Nothing has been logged before the directory is there.
        [.. Directory.CreateDirectory(Path.Combine(gateway.Directory, "logs")).GetFiles().Select(f => f.FullName).SelectMany(file =>
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd().Split('\n');
        })];

    private static async Task RenameAsync(GatewayFixture gateway, string from, string to)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "appcrue-notify.db")};Pooling=False");
        await connection.OpenAsync(GatewayFixture.Cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(GatewayFixture.Cancellation);
    }

    /// <summary>Nobody's turn comes before it is handed out; from then on there are enough for all.</summary>
    private sealed class HandedOutTurns : IDisposable
    {
        private const int Enough = 100;
        private readonly List<TokenBucketRateLimiter> _limiters = [];
        private bool _out;

        public TokenBucketRateLimiter Limiter()
        {
            var limiter = new TokenBucketRateLimiter(new() { AutoReplenishment = false, TokenLimit = Enough, TokensPerPeriod = Enough, ReplenishmentPeriod = TimeSpan.FromTicks(1), QueueLimit = Enough });
            lock (_limiters)
            {
                if (!_out)
                    limiter.AttemptAcquire(Enough).Dispose();
                _limiters.Add(limiter);
            }

            return limiter;
        }

        public void Out()
        {
            lock (_limiters)
            {
                _out = true;
                foreach (var limiter in _limiters)
                    limiter.TryReplenish();
            }
        }

        public void Dispose() => _limiters.ForEach(l => l.Dispose());
    }
}
