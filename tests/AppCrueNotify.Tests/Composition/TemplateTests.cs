using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Tests.Composition;

public sealed class TemplateTests
{
    private static readonly Message Post = PropertyTests.ForumPost("<p>El examen será el lunes.</p><p>Traed DNI.</p>");

    [Fact]
    public void Title_and_text_of_a_component_follow_the_admins_templates()
    {
        var site = Campus.With(
            ("title-template.mod_forum", "📣 {{ subject | upcase }} ({{ site }})"),
            ("text-template.mod_forum/posts", "{{ context | default: 'Foro' }}: {{ text }}"));
        var push = Campus.Compose(Post, site);
        Assert.Equal("📣 CAL: AVISO (campus)", push.Title);
        Assert.Equal("Foro: El examen será el lunes.\nTraed DNI.", push.Alert);
    }

    [Fact]
    public void Component_and_name_win_over_component_and_component_over_all()
    {
        var site = Campus.With(("title-template", "todo"), ("title-template.mod_forum", "foro"), ("title-template.mod_forum/digests", "resumen"));
        Assert.Equal("foro", Campus.Compose(Post, site).Title);
        Assert.Equal("resumen", Campus.Compose(Post with { Name = "digests" }, site).Title);
        Assert.Equal("todo", Campus.Compose(Post with { Component = "mod_quiz" }, site).Title);
    }

    [Fact]
    public void The_built_in_title_can_be_written_as_a_template()
    {
        var site = Campus.With(("title-template", "{% if icon != '' %}{{ icon }} {% endif %}{{ title }}"));
        Assert.Equal(Campus.Messages.Select(m => Campus.Compose(m).Title), Campus.Messages.Select(m => Campus.Compose(m, site).Title));
    }

    [Fact]
    public void A_template_that_gives_nothing_gives_way_to_the_built_in_words()
    {
        var site = Campus.With(("title-template", "{{ heading }}"), ("text-template", "  {% if name == 'x' %}a{% endif %}\n"));
        var push = Campus.Compose(Post, site);
        Assert.Equal(("📢 CAL: Aviso", "El examen será el lunes.\nTraed DNI."), (push.Title, push.Alert));
    }

    [Theory]
    [InlineData("{{ subject", "(1:")]
    [InlineData("a\nb\n{% if subject %}c", "(3:")]
    [InlineData("{% frobnicate %}", "frobnicate")]
    [InlineData("{{ subjct }}", "subjct")]
    [InlineData("{{ subject | uppercase }}", "uppercase")]
    [InlineData("{% for i in (1..1000000) %}{{ text }}{% endfor %}", "for")]
    [InlineData("{% assign a = text %}{{ a }}", "assign")]
    [InlineData("{{ 'now' | date: '%Y' }}", "date")]
    [InlineData("{% include 'x' %}", "include")]
    public void A_wrong_template_is_refused_when_it_is_set_with_the_place_and_the_reason(string template, string said)
    {
        var e = Assert.Throws<FormatException>(() => Campus.With(("title-template.mod_forum", template)));
        Assert.StartsWith("title-template.mod_forum: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(said, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_cannot_grow_without_bound()
    {
        Assert.Throws<FormatException>(() => Campus.With(("text-template", new string('a', LiquidTemplate.Longest + 1))));
        var site = Campus.With(("text-template", "{{ text | replace: 'e', text | replace: 'e', text | replace: 'e', text | replace: 'e', text | append: text | prepend: text }}"));
        Assert.InRange(Campus.Compose(PropertyTests.ForumPost(string.Concat(Enumerable.Repeat("e", 2000))), site).Alert.Length, 1, 255);
    }

    [Fact]
    public void Icons_are_set_by_component_or_by_message_and_an_empty_one_takes_the_built_in_away()
    {
        var site = Campus.With(("icons", "mod_quiz=📝,mod_forum=,mod_forum/digests=🗞️"));
        Assert.Equal("CAL: Aviso", Campus.Compose(Post, site).Title);
        Assert.Equal("🗞️ CAL: Aviso", Campus.Compose(Post with { Name = "digests" }, site).Title);
        Assert.Equal("📝 CAL: Aviso", Campus.Compose(Post with { Component = "mod_quiz" }, site).Title);
    }
}
