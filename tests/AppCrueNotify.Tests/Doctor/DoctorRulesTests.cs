using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using AppCrueNotify.Console.Sites;
using AppCrueNotify.Doctor;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Tests.Doctor;

public sealed class DoctorRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static Site Site { get; } = new()
    {
        Id = 1, Name = "campus", MoodleUrl = "https://campus.example.edu", AppId = "app", TwinPushUrl = new("https://appcrue.twinpush.com/api/v2"), CreatorKey = "key", ApiToken = "token",
    };

    private static Findings Healthy { get; } = new()
    {
        Site = Site,
        Now = Now,
        TwinPush = new() { Status = 404, Took = TimeSpan.FromMilliseconds(80), Ahead = TimeSpan.Zero },
        Moodle = new() { Status = 200, Took = TimeSpan.FromMilliseconds(80), Ahead = TimeSpan.Zero },
        CreatorKey = new(KeyVerdict.Works, ""),
        ApiToken = new(KeyVerdict.Works, ""),
        Connection = new(1, "1.0.0", "4.5", Now),
        LastAccepted = Now,
        Backlog = new(0, null),
    };

    [Fact]
    public void A_healthy_site_has_nothing_but_ok() => Assert.All(DoctorRules.Judge(Healthy), c => Assert.Equal(Severity.Ok, c.Severity));

    [Fact]
    public void What_is_worst_comes_first() =>
        Assert.Equal(["creator-key-refused", "api-token-missing"], DoctorRules.Judge(Healthy with { CreatorKey = new(KeyVerdict.Refused, ""), ApiToken = null }).Take(2).Select(c => c.Code));

    [Theory]
    [InlineData(0, 0, "clock-right")]
    [InlineData(29, -29, "clock-right")]
    [InlineData(600, 605, "clock-own")]
    [InlineData(600, 0, "clock-twinpush")]
    [InlineData(0, -600, "clock-moodle")]
    [InlineData(600, -600, "clock-all")]
    [InlineData(600, null, "clock-one")]
    [InlineData(null, 600, "clock-one")]
    [InlineData(null, null, "clock-untold")]
    [InlineData(0, null, "clock-right")]
    public void Two_clocks_that_agree_against_ours_are_right(int? twinPush, int? moodle, string code) =>
        Assert.Equal(code, ClockRules.Judge(twinPush is { } t ? TimeSpan.FromSeconds(t) : null, moodle is { } m ? TimeSpan.FromSeconds(m) : null).Code);

    [Theory]
    [InlineData("window", "5min", "expire-after", "1min", "settings-window")]
    [InlineData("window", "5min", "expire-after.mod_quiz", "1min", "settings-window-component")]
    [InlineData("url-pattern", "https://app.example.edu/", "enabled", "on", "settings-pattern")]
    [InlineData("public-url", "http://push.example.edu", "enabled", "on", "settings-open-address")]
    [InlineData("public-url", "http://127.0.0.1:5080", "enabled", "on", "address-local")]
    [InlineData("url-pattern", "https://app.example.edu/?u={url}", "enabled", "on", "address-missing")]
    [InlineData("enabled", "off", "window", "2s", "site-off")]
    public void Settings_that_cannot_be_meant_are_named(string name, string value, string other, string otherValue, string code)
    {
        var settings = SettingCatalogue.Parse([new(name, value), new(other, otherValue)]);
        var found = DoctorRules.Judge(Healthy with { Site = Site with { Settings = settings }, Gateway = settings.PublicUrl is null ? null : new() { Status = 200, Text = "live" } });
        Assert.Contains(code, found.Where(c => c.Severity != Severity.Ok).Select(c => c.Code));
    }

    [Fact]
    public void Keys_on_an_open_way_and_a_token_that_is_the_key_are_problems() => Assert.Superset(
        new HashSet<string> { "settings-open-twinpush", "settings-same-key" },
        DoctorRules.Judge(Healthy with { Site = Site with { TwinPushUrl = new("http://appcrue.twinpush.com/api/v2"), ApiToken = "key" } }).Where(c => c.Severity == Severity.Problem).Select(c => c.Code).ToHashSet());

    [Theory]
    [InlineData("1.0.0", "plugin-connected")]
    [InlineData("1.0.0-rc1", "plugin-connected")]
    [InlineData("0.9.12", "plugin-old")]
    [InlineData("1.0.1", "plugin-newer")]
    [InlineData("10.0", "plugin-newer")]
    [InlineData("v1", "plugin-unknown")]
    [InlineData(" ", "plugin-unknown")]
    public void A_plugin_that_does_not_fit_the_gateway_is_named(string release, string code) =>
        Assert.Contains(DoctorRules.Judge(Healthy with { Connection = new(1, release, "4.5", Now) }), c => c.Code == code && c.Severity == (code == "plugin-connected" ? Severity.Ok : Severity.Warning));

    [Fact]
    public void The_plugin_that_comes_with_the_gateway_is_the_one_it_knows() => Assert.Contains(
        $"$plugin->release   = '{PluginRules.Release}';", File.ReadAllText(Path.Combine(RepositoryFiles.Root, "moodle", "appcrue", "version.php")), StringComparison.Ordinal);

    [Fact]
    public void A_backlog_is_old_after_five_minutes_and_the_window()
    {
        Assert.Contains("backlog-moves", Codes(TimeSpan.FromMinutes(5)));
        Assert.Contains("backlog-old", Codes(TimeSpan.FromMinutes(6)));

        static IEnumerable<string> Codes(TimeSpan age) => DoctorRules.Judge(Healthy with { Backlog = new(3, Now - age) }).Select(c => c.Code);
    }

    [Fact]
    public void A_redirect_to_the_same_host_is_no_other_address_and_one_to_another_is()
    {
        Assert.Contains("moodle-answers", DoctorRules.Judge(Healthy with { Moodle = Healthy.Moodle with { Status = 303, RedirectsTo = new("https://campus.example.edu/login") } }).Select(c => c.Code));
        Assert.Contains("moodle-elsewhere", DoctorRules.Judge(Healthy with { Moodle = Healthy.Moodle with { Status = 301, RedirectsTo = new("https://new.example.edu/") } }).Select(c => c.Code));
    }

    [Fact]
    public void Every_check_has_words_and_the_consoles_English_is_the_same()
    {
        var folder = Path.Combine(RepositoryFiles.Root, "src", "AppCrueNotify", "Doctor");
        var used = Directory.GetFiles(folder, "*Rules.cs").SelectMany(f => Regex.Matches(File.ReadAllText(f), "Check\\.(Ok|Warning|Problem)\\(\"(?<code>[a-z-]+)\"")).Select(m => m.Groups["code"].Value).ToHashSet();
        Assert.Equal(used.Order(), DoctorWords.All.Keys.Order());
        var words = new ResourceManager(typeof(DoctorText));
        Assert.All(DoctorWords.All, w => Assert.Equal((w.Value.Sentence, w.Value.Advice), (words.GetString(w.Key, CultureInfo.InvariantCulture), words.GetString(w.Key + ".do", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Whatever_a_check_warns_of_it_says_what_to_do() => Assert.All(
        Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src", "AppCrueNotify", "Doctor"), "*Rules.cs")
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "Check\\.(Warning|Problem)\\(\"(?<code>[a-z-]+)\"")).Select(m => m.Groups["code"].Value),
        code => Assert.NotNull(DoctorWords.All[code].Advice));
}
