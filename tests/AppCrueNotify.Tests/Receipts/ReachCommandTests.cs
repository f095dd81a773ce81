using AppCrueNotify.Commands;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage;

namespace AppCrueNotify.Tests.Receipts;

public sealed class ReachCommandTests
{
    private static readonly SiteReach Campus = new(1, 70, 60, Samples.Now, 200, 50);

    [Fact]
    public void The_report_is_a_sentence_for_people() =>
        Assert.Equal(
            "campus\n  60 aliases have the app (listed 2026-11-23 10:00:00Z)\n  50 of 200 messages of the last 30 days reached nobody because the app is missing (25.0 %)",
            ReachCommand.Sentence("campus", Campus, withToken: true));

    [Theory]
    [InlineData(true, "has not been listed yet")]
    [InlineData(false, "has no API token")]
    public void A_site_without_directory_says_why(bool withToken, string why) =>
        Assert.Contains(why, ReachCommand.Sentence("campus", new(1, 0, 0, null, 0, 0), withToken), StringComparison.Ordinal);

    [Theory]
    [InlineData("campus", "campus")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    public void The_report_is_a_row_for_spreadsheets(string site, string cell) =>
        Assert.Equal($"{cell},70,60,2026-11-23T10:00:00Z,200,50,0.2500", ReachCommand.Row(site, Campus));
}
