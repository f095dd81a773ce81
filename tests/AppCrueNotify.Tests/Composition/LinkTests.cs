using AppCrueNotify.Composition.Links;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Tests.Composition;

public sealed class LinkTests
{
    private const string Long = "https://campus.example.edu/mod/data/view.php?d=4&advanced=1&filter=";

    private static readonly (string, string) Pattern = ("url-pattern", Campus.AutologinPattern);

    private static Message Notice(string? link) => new()
    {
        Key = "n:1:2", Component = "local_x", Name = "y", Notification = true, UserTo = new MoodleUser { Id = 2 }, Subject = "S", FullMessage = "Texto", ContextUrl = link,
    };

    private static string LinkOf(string? link, Site? site = null) => Campus.Compose(Notice(link), site).Link;

    [Theory]
    [InlineData("https://campus.example.edu/mod/quiz/view.php?id=3&amp;a=1", "https://campus.example.edu/mod/quiz/view.php?id=3&a=1")]
    [InlineData(" https://campus.example.edu/mod/forum/discuss.php?d=1#p1\n", "https://campus.example.edu/mod/forum/discuss.php?d=1#p1")]
    [InlineData("/mod/quiz/view.php?id=3", "https://campus.example.edu/mod/quiz/view.php?id=3")]
    [InlineData("mod/quiz/view.php?id=3", "https://campus.example.edu/mod/quiz/view.php?id=3")]
    [InlineData("//campus.example.edu/x", "https://campus.example.edu/x")]
    [InlineData("https://otra.example.org/x", "https://otra.example.org/x")]
    [InlineData("https://campus.example.edu/x?q=año nuevo&t=<b>", "https://campus.example.edu/x?q=a%C3%B1o%20nuevo&t=%3Cb%3E")]
    [InlineData("https://campus.example.edu/x?u=%2Fy", "https://campus.example.edu/x?u=%2Fy")]
    public void A_link_is_decoded_made_absolute_and_legal(string given, string sent) => Assert.Equal(sent, LinkOf(given));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:a@example.edu")]
    [InlineData("moodlemobile://x")]
    [InlineData("https://")]
    [InlineData("   ")]
    [InlineData(null)]
    public void What_is_no_web_address_is_no_link(string? given)
    {
        var push = Campus.Compose(Notice(given));
        Assert.Equal("", push.Link);
        Assert.Equal("{}", push.CustomProperties);
        Assert.Null(push.LinkNote);
    }

    [Fact]
    public void A_site_in_a_folder_keeps_its_folder_once()
    {
        var site = Campus.Site with { MoodleUrl = "https://campus.example.edu/moodle" };
        Assert.Equal("https://campus.example.edu/moodle/mod/x.php", LinkOf("/mod/x.php", site));
        Assert.Equal("https://campus.example.edu/moodle/mod/x.php", LinkOf("/moodle/mod/x.php", site));
        Assert.Equal("https://campus.example.edu/moodle/mod/x.php", LinkOf("mod/x.php", site));
        var patterned = site with { Settings = Campus.With(Pattern).Settings };
        Assert.Equal("https://campus.example.edu/moodle/local/appcrue/autologin.php?urltogo=%2Fmod%2Fx.php%23p1&token=<appcrue_token>", LinkOf("https://campus.example.edu/moodle/mod/x.php#p1", patterned));
    }

    [Fact]
    public void The_pattern_fills_its_own_placeholders_and_leaves_the_apps_alone()
    {
        var site = Campus.With(("url-pattern", "{siteurl}/go?u={url}&r={relurl}&a=<appcrue_token>&b=<bearer>"));
        Assert.Equal(
            "https://campus.example.edu/go?u=https%3A%2F%2Fcampus.example.edu%2Fx%3Fa%3D%257Burl%257D&r=%2Fx%3Fa%3D%257Burl%257D&a=<appcrue_token>&b=<bearer>",
            LinkOf("/x?a={url}", site));
    }

    [Fact]
    public void Custom_properties_are_not_escaped_beyond_what_JSON_needs()
    {
        Assert.Equal("""{"target":"webview","target_id":"https://campus.example.edu/local/appcrue/autologin.php?urltogo=%2Fx&token=<appcrue_token>"}""", Campus.Compose(Notice("/x"), Campus.With(Pattern)).CustomProperties);
        Assert.Equal("""{"target":"webview_external","target_id":"https://campus.example.edu/x?a='b'+c"}""", Campus.Compose(Notice("/x?a='b'+c"), Campus.With(("open-in-webview", "off"))).CustomProperties);
    }

    [Fact]
    public void A_link_outside_the_site_is_sent_without_the_pattern_and_without_the_token()
    {
        var push = Campus.Compose(Notice("https://otra.example.org/x"), Campus.With(Pattern));
        Assert.Equal("https://otra.example.org/x", push.Link);
        Assert.Contains("without the pattern", push.LinkNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Personal_messages_lead_to_the_conversation_and_group_messages_to_the_groups()
    {
        var message = Notice(null) with { Component = "moodle", Name = "instantmessage", Notification = false, UserFrom = new MoodleUser { Id = 7 }, ConversationId = 44, ConversationType = 1 };
        Assert.Equal("https://campus.example.edu/message/index.php?id=7", Campus.Compose(message).Link);
        Assert.Equal("https://campus.example.edu/message/index.php?convid=44", Campus.Compose(message with { ConversationType = 2 }).Link);
        Assert.Equal("https://campus.example.edu/message/index.php?convid=44", Campus.Compose(message with { UserFrom = null }).Link);
    }

    [Fact]
    public void Without_a_link_of_its_own_a_notice_leads_to_its_course()
    {
        Assert.Equal("https://campus.example.edu/course/view.php?id=5", Campus.Compose(Notice(null) with { CourseId = 5 }).Link);
        Assert.Equal("", Campus.Compose(Notice(null) with { CourseId = 1 }).Link);
    }

    [Fact]
    public void A_link_that_is_too_long_becomes_a_short_link_that_keeps_the_token()
    {
        var push = Campus.Compose(Notice(Long + new string('a', 200)), Campus.With(Pattern, ("public-url", "https://push.example.edu/")));
        Assert.NotNull(push.ShortLink);
        Assert.Equal($"https://push.example.edu/l/{push.ShortLink.Id}?appcrue_token=<appcrue_token>", push.Link);
        Assert.Equal(22, push.ShortLink.Id.Length);
        Assert.EndsWith("&token=<appcrue_token>", push.ShortLink.Target, StringComparison.Ordinal);
        Assert.Contains("short link", push.LinkNote, StringComparison.Ordinal);
        var full = ShortLinks.Resolve(push.ShortLink.Target, name => name == "appcrue_token" ? "a b&c=https://evil.example" : null);
        Assert.EndsWith("&token=a%20b%26c%3Dhttps%3A%2F%2Fevil.example", full, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_links_id_is_the_same_for_the_same_target_and_unknown_without_the_key()
    {
        var target = Long + new string('a', 200);
        var id = ShortLinks.For(1, target, Campus.Key).Id;
        Assert.Equal(id, ShortLinks.For(1, target, Campus.Key).Id);
        Assert.NotEqual(id, ShortLinks.For(2, target, Campus.Key).Id);
        Assert.NotEqual(id, ShortLinks.For(1, target + "b", Campus.Key).Id);
        Assert.NotEqual(id, ShortLinks.For(1, target, new byte[32]).Id);
    }

    [Theory]
    [InlineData("https://campus.example.edu/x?a=<token>", true)]
    [InlineData("https://campus.example.edu", true)]
    [InlineData("https://CAMPUS.example.edu/x", true)]
    [InlineData("http://campus.example.edu/x", false)]
    [InlineData("https://campus.example.edu:8443/x", false)]
    [InlineData("https://campus.example.edu.evil.example/x", false)]
    [InlineData("https://campus.example.edu@evil.example/x", false)]
    [InlineData("https://evil.example/https://campus.example.edu", false)]
    [InlineData("https://evil.example\\@campus.example.edu/x", false)]
    [InlineData("//campus.example.edu/x", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("", false)]
    public void Short_links_lead_only_to_the_sites_own_host(string target, bool allowed) => Assert.Equal(allowed, LinkTargets.IsOnSite(target, Campus.Site));

    [Fact]
    public void The_host_that_the_admin_wrote_into_the_pattern_is_the_sites_own_too()
    {
        Assert.True(LinkTargets.IsOnSite("https://sso.example.edu/x", Campus.With(("url-pattern", "https://sso.example.edu/go?u={url}"))));
        Assert.False(LinkTargets.IsOnSite("https://evil.example/x", Campus.With(("url-pattern", "{url}"))));
        Assert.False(LinkTargets.IsOnSite("https://evil.example/x", Campus.With(("url-pattern", "https://{siteurl}"))));
    }

    [Fact]
    public void A_long_link_to_elsewhere_never_becomes_a_short_link()
    {
        var push = Campus.Compose(Notice("https://otra.example.org/" + new string('a', 300)), Campus.With(("public-url", "https://push.example.edu")));
        Assert.Null(push.ShortLink);
        Assert.Equal("", push.Link);
        Assert.Contains("own host", push.LinkNote, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_public_url_a_long_link_degrades_to_relative_and_then_to_none_and_says_so()
    {
        var relative = Campus.Compose(Notice(Long + new string('a', 170)));
        Assert.Equal($"/mod/data/view.php?d=4&advanced=1&filter={new string('a', 170)}", relative.Link);
        Assert.Contains("relative", relative.LinkNote, StringComparison.Ordinal);
        Assert.Contains("public-url", relative.LinkNote, StringComparison.Ordinal);
        var none = Campus.Compose(Notice(Long + new string('a', 400)));
        Assert.Equal(("", "{}"), (none.Link, none.CustomProperties));
        Assert.Contains("without link", none.LinkNote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    public void The_limit_is_255_units_of_the_serialized_object(int size)
    {
        var empty = """{"target":"webview","target_id":"https://campus.example.edu/"}""".Length;
        var push = Campus.Compose(Notice("https://campus.example.edu/" + new string('a', size - empty)));
        Assert.Equal(size == 255, push.LinkNote is null);
        Assert.True(push.CustomProperties.Length <= 255);
    }
}
