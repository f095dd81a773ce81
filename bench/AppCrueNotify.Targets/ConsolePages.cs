using System.Diagnostics;
using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Routing;

namespace AppCrueNotify.Targets;

/// <summary>Every page of the console over HTTP, to an administrator who is signed in, with a million messages; and what a console left open costs intake.</summary>
internal sealed class ConsolePages : Measurement
{
    private const int Rounds = 20;

    /// <summary>The pages by the addresses they are mapped at. <c>{site}</c> is a site's id, <c>{account}</c> a person's.</summary>
    private static readonly (string Pattern, string[] Paths)[] Pages =
    [
        ("/", ["/", "/?site={site}"]),
        ("/messages",
        [
            "/messages", "/messages?before=500000", "/messages?key=n:5000:5000", "/messages?user=5000", "/messages?alias=user5000", "/messages?text=nothing%20like%20it", "/messages?text=texto%207", "/messages?course=17&component=mod_quiz",
            "/messages?state=failed", "/messages?state=undeliverable&component=mod_quiz", "/messages?from={from}&until={until}",
        ]),
        ("/messages/{site:long}/{id:long}", ["/messages/{site}/500000", "/messages/{site}/999999"]),
        ("/settle", ["/settle", "/settle?site={site}&state=undeliverable", "/settle?site={site}&state=undeliverable&component=mod_forum", "/settle?site={site}&state=failed", "/settle?site={site}&state=waiting"]),
        ("/activity", ["/activity"]),
        ("/reach", ["/reach"]),
        ("/reach/{site:long}", ["/reach/{site}", "/reach/{site}?after=user3"]),
        ("/send", ["/send"]),
        ("/send/{site:long}", ["/send/{site}"]),
        ("/send/{site:long}/{id:long}", ["/send/{site}/1"]),
        ("/sites", ["/sites"]),
        ("/sites/{site:long}", ["/sites/{site}"]),
        ("/sites/{site:long}/settings", ["/sites/{site}/settings"]),
        ("/sites/new", ["/sites/new"]),
        ("/people", ["/people"]),
        ("/people/{id}", ["/people/{account}"]),
        ("/account", ["/account"]),
        ("/account/second-factor", ["/account/second-factor"]),
        ("/system", ["/system"]),
    ];

    // Not pages of figures: files, a download of any length, the way in, and the doctor, which asks TwinPush and Moodle.
    private static readonly string[] Others = ["/console/assets/{file}", "/reach/{site:long}/people.csv", "/login", "/login/second", "/login/link", "/login/callback", "/sites/{site:long}/doctor"];

    public override string Name => "console at 1,000,000 messages";
    public override string Target => "each page under 100 ms (median of 20, over HTTP, signed in); intake with consoles open at least 90 % of that without";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "5min"), ("max-requests-per-second", "1"));
        await Month.FillAsync(world, cancellationToken);
        using var reader = await ConsoleReader.SignInAsync(world, cancellationToken);
        await reader.PostAsync("/account/second-factor/begin", "/account", [], cancellationToken);
        await world.Get<AnnouncementStore>().AddAsync(
            new() { SiteId = world.SiteId, Form = "bench", Title = "Cierre de la biblioteca", Text = "Mañana no abre.", Link = "", Aliases = ["ana"], DueAt = TimeProvider.System.GetUtcNow().AddDays(1), CreatedBy = "bench" }, TimeProvider.System.GetUtcNow(), cancellationToken);
        MissNone(world);
        var (slowest, median, worst) = ("", 0.0, 0.0);
        System.Console.Error.WriteLine("| Page | Median of 20 | Worst of 20 | First |\n|---|---|---|---|");
        foreach (var path in Pages.SelectMany(p => p.Paths))
        {
            var (times, first) = await TimeAsync(reader, await FillInAsync(world, path, cancellationToken), cancellationToken);
            System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{path}` | {times[Rounds / 2]:0.0} ms | {times[^1]:0.0} ms | {first:0} ms |"));
            if (times[Rounds / 2] > median)
                (slowest, median) = (path, times[Rounds / 2]);
            worst = Math.Max(worst, times[^1]);
        }

        var open = await OpenConsoles.MeasureAsync(world, reader, cancellationToken);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"slowest page {median:0} ms (`{slowest}`), slowest of all answers {worst:0} ms; {open.Text}"),
            median < 100 && open.Ratio >= 0.9);
    }

    /// <summary>The times in milliseconds, in order; and that of the first answer, for which code is compiled and figures are counted that are kept for a while.</summary>
    private static async Task<(double[] Times, double First)> TimeAsync(ConsoleReader reader, string path, CancellationToken cancellationToken)
    {
        var times = new double[Rounds + 1];
        for (var i = 0; i <= Rounds; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await reader.ReadAsync(path, cancellationToken);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return ([.. times.Skip(1).Order()], times[0]);
    }

    private static async Task<string> FillInAsync(World world, string path, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        return path.Replace("{site}", $"{world.SiteId}", StringComparison.Ordinal)
            .Replace("{account}", (await world.Get<Console.Accounts.AccountDirectory>().AllAsync(cancellationToken))[0].Id, StringComparison.Ordinal)
            .Replace("{from}", now.AddDays(-10).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{until}", now.AddDays(-9).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static void MissNone(World world)
    {
        var mapped = from endpoint in world.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.Metadata.GetMetadata<PageNeeds>() is not null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                     select endpoint.RoutePattern.RawText!;
        if (mapped.Except(Pages.Select(p => p.Pattern)).Except(Others).ToList() is { Count: > 0 } missed)
            throw new InvalidOperationException($"Nobody measures {string.Join(", ", missed)}.");
    }
}
