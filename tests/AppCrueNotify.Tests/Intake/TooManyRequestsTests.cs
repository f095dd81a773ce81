using System.Net;
using AppCrueNotify.Problems;
using AppCrueNotify.Storage.Sqlite;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Storage.Sqlite;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Intake;

public sealed class TooManyRequestsTests
{
    [Fact]
    public async Task A_site_that_sends_too_many_requests_at_once_is_told_to_come_back_and_another_is_not()
    {
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Intake = o.Intake with { RequestsPerSite = 1, WaitingPerSite = 2 } }, ("window", "5min"));
        var other = await gateway.AddSiteAsync("other");
        using var gate = new Gate(gateway.Get<SqliteWriter>());
        gate.Shut();
        var posts = Enumerable.Range(0, 10).Select(i => gateway.PostAsync(Request(Message($"k{i}", i)))).ToList();
        var neighbour = gateway.PostAsync(Request(Message("k", 1)), other);
        await GatewayFixture.UntilAsync(() => posts.Count(p => p.IsCompleted) == 7);
        await gate.OpenAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await neighbour).StatusCode);
        var answers = await Task.WhenAll(posts);
        Assert.Equal(3, answers.Count(a => a.StatusCode == HttpStatusCode.Accepted));
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.Accepted))
            await IntakeErrorsTests.AssertAsync(Problem.TooManyRequests, answer);
    }
}
