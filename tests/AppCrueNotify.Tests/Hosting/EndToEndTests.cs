using System.Net;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Tests.Hosting;

public sealed class EndToEndTests
{
    [Fact]
    public async Task The_sample_messages_reach_their_phones()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "200ms"), ("only-news-forum", "off"));
        var answer = await gateway.PostAsync($"{{\"messages\":[{string.Join(',', RepositoryFiles.CampusMessages)}]}}");
        var body = await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(72, body.Split("\"queued\"").Length - 1);
        await gateway.DrainAsync();
        var counts = await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation);
        var count = Assert.Single(counts);
        Assert.Equal((RecipientState.Sent, 72L), (count.State, count.Count));
    }
}
