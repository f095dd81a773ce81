using System.Net;
using System.Text.Json.Nodes;
using AppCrueNotify.Messages;
using AppCrueNotify.Problems;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Moodle;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Tests.OpenApi;

public sealed class ContractTests
{
    private const string SchemaError = "{\"messages\":[{\"key\":7,\"component\":\"mod_quiz\",\"name\":\"n\"}]}";

    [Fact]
    public async Task Every_address_is_described_and_nothing_else_is()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var document = await DocumentAsync(gateway);
        var described = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}")).Order();
        var mapped = gateway.Gateway.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true)
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText!.Replace(":long:min(1)", "", StringComparison.Ordinal)}"))
            .Distinct().Order();
        Assert.Equal(mapped, described);
        Assert.All(document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()), operation => Assert.False(string.IsNullOrEmpty((string?)operation.Value!["summary"]), operation.Value!.ToJsonString()));
    }

    [Fact]
    public async Task Real_requests_and_their_answers_fit_the_contract()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        var check = new SchemaCheck(await DocumentAsync(gateway));
        var request = $"{{\"messages\":[{string.Join(',', RepositoryFiles.CampusMessages)},{{\"key\":null}}]}}";
        var results = await gateway.CallAsync(HttpMethod.Post, "/api/v1/messages", request).JsonAsync(HttpStatusCode.Accepted);
        Assert.Empty(check.Errors("Results", results));
        var good = JsonNode.Parse(request)!;
        good["messages"]!.AsArray().RemoveAt(RepositoryFiles.CampusMessages.Length);
        Assert.Empty(check.Errors("Messages", good));
        Assert.NotEmpty(check.Errors("Messages", JsonNode.Parse(SchemaError)));

        var user = (long)JsonNode.Parse(RepositoryFiles.CampusMessages[0])!["userto"]!["id"]!;
        Assert.Empty(check.Errors("Export", await gateway.CallAsync(HttpMethod.Get, $"/api/v1/users/{user}").JsonAsync()));
        const string Connection = "{\"plugin\":\"1\",\"moodle\":\"4.5\",\"settings\":{\"group-name\":\"g\",\"enabled\":true}}";
        Assert.Empty(check.Errors("Connection", JsonNode.Parse(Connection)));
        Assert.Empty(check.Errors("Connected", await gateway.CallAsync(HttpMethod.Post, "/api/v1/connect", Connection).JsonAsync()));
        const string Push = "{\"userto\":{\"id\":1,\"alias\":\"a\"}}";
        Assert.Empty(check.Errors("TestPush", JsonNode.Parse(Push)));
        Assert.Empty(check.Errors("TestPushed", await gateway.CallAsync(HttpMethod.Post, "/api/v1/test-push", Push).JsonAsync()));
        Assert.Empty(check.Errors("Problem", await gateway.CallAsync(HttpMethod.Post, "/api/v1/messages", "{").JsonAsync(HttpStatusCode.BadRequest)));
        Assert.Empty(check.Errors("Problem", await gateway.CallAsync(HttpMethod.Get, "/nowhere").JsonAsync(HttpStatusCode.NotFound)));
    }

    [Fact]
    public async Task The_lists_of_words_are_the_programs_own()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var schemas = (await DocumentAsync(gateway))["components"]!["schemas"]!;
        Assert.Equal(Problem.All.Select(p => p.Code), schemas["Problem"]!["properties"]!["code"]!["enum"].Texts());
        Assert.Equal(Enum.GetValues<RecipientState>().Select(s => s.Word()), schemas["ExportedMessage"]!["properties"]!["state"]!["enum"].Texts());
        Assert.Equal(Enum.GetValues<Outcome>().Select(o => o.Word()).Order(), schemas["TestPushed"]!["properties"]!["outcome"]!["enum"].Texts().Order());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task What_operators_ask_needs_neither_token_nor_site(string path)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await gateway.Get<ISiteStore>().RemoveAsync(gateway.Site.Id, TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
        using var answer = await gateway.CallAsync(HttpMethod.Get, path, token: "none");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<JsonNode> DocumentAsync(GatewayFixture gateway) => gateway.CallAsync(HttpMethod.Get, "/openapi/v1.json", token: "none").JsonAsync();
}
