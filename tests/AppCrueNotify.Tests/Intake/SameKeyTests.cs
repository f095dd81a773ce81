using AppCrueNotify.Tests.Hosting;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Intake;

/// <summary>T16: the same key ten times at once, and with another body.</summary>
public sealed class SameKeyTests
{
    [Fact]
    public async Task The_same_key_ten_times_at_once_is_one_message_and_another_body_is_refused()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        for (var round = 0; round < 10; round++)
        {
            // Nine times the same, once another text: whichever comes first is the message, and the others are told the truth about it.
            var posts = Enumerable.Range(0, 10).Select(i => gateway.TakeAsync([Message($"k{round}", 1 + round, i == 4 ? "another text" : "the text")])).ToList();
            var results = (await Task.WhenAll(posts)).Select(r => r[0][(r[0].IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToList();
            Assert.Single(results, r => r == "queued");
            var otherWon = results[4] == "queued";
            Assert.Equal(otherWon ? 0 : 8, results.Count(r => r == "duplicate"));
            Assert.Equal(otherWon ? 9 : 1, results.Count(r => r == "rejected key-reused"));
        }

        await gateway.DrainAsync();
        Assert.Equal(10, (await gateway.CountsAsync())["sent"]);
        await GatewayFixture.UntilAsync(() => Enumerable.Range(1, 10).All(user => gateway.Simulator.State.Pushes($"est{user}").Any()));
        Assert.All(Enumerable.Range(1, 10), user => Assert.Single(gateway.Simulator.State.Pushes($"est{user}")));
    }
}
