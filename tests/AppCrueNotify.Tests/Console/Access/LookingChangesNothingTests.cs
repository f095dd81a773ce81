using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Moving;
using AppCrueNotify.Tests.Hosting;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Console.Access;

public sealed class LookingChangesNothingTests
{
    [Fact]
    public async Task Looking_at_every_page_leaves_every_row_as_it_was()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var message = await world.PutAsync(world.Campus, "k", 1, RecipientState.Failed);
        using var browser = world.As(ConsoleRole.Admin);
        await browser.PageAsync("/");
        var before = await RowsAsync(world);
        var pages = world.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageNeeds>() is not null && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(e => e.RoutePattern.RawText!.Replace("{site:long}", $"{world.Campus.Id}", StringComparison.Ordinal).Replace("{id:long}", $"{message.Id}", StringComparison.Ordinal)).ToList();
        Assert.True(pages.Count > 15);
        foreach (var page in pages)
        {
            using var answer = await browser.GetAsync(page);
            Assert.True((int)answer.StatusCode < 500, page);
        }

        Assert.Equal(before, await RowsAsync(world));
    }

    /// <summary>Every table as text.</summary>
    private static async Task<Dictionary<string, string>> RowsAsync(ConsoleWorld world) => await world.Get<IDatabase>().ReadAsync(connection =>
    {
        var rows = new Dictionary<string, string>();
        foreach (var table in MovedTable.Names((SqliteConnection)connection))
        {
            rows[table] = string.Join('\n', connection.Query($"SELECT * FROM \"{table}\"").Cast<IDictionary<string, object?>>()
                .Select(r => string.Join('|', r.Values.Select(v => v is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(v, CultureInfo.InvariantCulture)))));
        }

        return rows;
    }, GatewayFixture.Cancellation);
}
