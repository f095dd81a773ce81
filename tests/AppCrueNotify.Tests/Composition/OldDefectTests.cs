using System.Text;
using System.Text.Json;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Tests.Composition;

/// <summary>What readers saw of message_appcrue 0.5.7, defect by defect: each one a push that reads as it should.</summary>
public sealed class OldDefectTests
{
    private static Message Chat(string? small, string? full = null) => new()
    {
        Key = "m:1:2", Component = "moodle", Name = "instantmessage", Notification = false, UserTo = new MoodleUser { Id = 2 }, Subject = "Nuevo mensaje de Ana",
        SmallMessage = small, FullMessage = full, FullMessageFormat = 4, UserFrom = new MoodleUser { Id = 7, FullName = "Ana" },
    };

    private static Message Notice(string? text, string component = "local_x", string name = "y") => new()
    {
        Key = "n:1:2", Component = component, Name = name, Notification = true, UserTo = new MoodleUser { Id = 2 }, Subject = "Aviso", FullMessage = text,
        ContextUrl = "https://campus.example.edu/x.php?id=3",
    };

    [Fact]
    public void Defect_1_a_long_Spanish_text_cut_in_the_middle_of_a_letter_arrived_empty()
    {
        for (var shift = 0; shift < 20; shift++)
        {
            var alert = Campus.Compose(Chat(new string('x', shift) + string.Concat(Enumerable.Repeat(" matrícula 👩‍👩‍👧‍👦 añadió", 30)))).Alert;
            Assert.Equal(alert, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(alert)));
            Assert.InRange(alert.Length, 200, 255);
            Assert.Matches("(matrícula|👩‍👩‍👧‍👦|añadió)…$", alert);
        }
    }

    [Fact]
    public void Defect_2_a_tap_on_an_assignment_a_quiz_or_a_badge_opened_nothing()
    {
        foreach (var component in (string[])["mod_assign", "mod_quiz", "moodle", "local_whatever"])
            Assert.Equal("https://campus.example.edu/x.php?id=3", Campus.Compose(Notice("Texto", component)).Link);
    }

    [Fact]
    public void Defect_3_messages_without_a_link_were_lost()
    {
        var push = Campus.Compose(Notice("Texto") with { ContextUrl = null });
        Assert.Equal(("Aviso", "Texto", "", "{}"), (push.Title, push.Alert, push.Link, push.CustomProperties));
    }

    [Fact]
    public void Defect_4_an_empty_url_pattern_sent_an_object_instead_of_a_link()
    {
        var push = Campus.Compose(Notice("Texto"), Campus.With(("url-pattern", "")));
        using var json = JsonDocument.Parse(push.CustomProperties);
        Assert.Equal("https://campus.example.edu/x.php?id=3", json.RootElement.GetProperty("target_id").GetString());
    }

    [Fact]
    public void Defect_23_El_examen_sera_el_LUNES_14Traed_DNI()
    {
        var post = Campus.Messages.First(m => m.Key == "n:17029:6004");
        const string Wanted = "El examen será el lunes 14.\nTraed DNI.\n• Calculadora\n• Bolígrafo\nMás en la web.";
        Assert.Equal(Wanted, Campus.Compose(post).Alert);
        Assert.Equal("El examen será el LUNES 14.\nTraed DNI.\n* Calculadora\n* Bolígrafo\nMás en la web.", Campus.Compose(post with { FullMessageHtml = null }).Alert);
    }

    [Theory]
    [InlineData("if a <b then c", "if a <b then c")]
    [InlineData("Caf&eacute; a las 10 &lt;sin falta&gt;", "Café a las 10 <\u2060sin falta>")]
    [InlineData("List<String> x = a < b;", "List<\u2060String> x = a < b;")]
    [InlineData("<p>uno</p><p>dos</p><div>tres</div>cuatro", "uno\ndos\ntres\ncuatro")]
    public void Defect_24_text_between_angle_brackets_vanished_and_entities_stayed(string sent, string read)
    {
        Assert.Equal(read, Campus.Compose(Chat(sent)).Alert);
        Assert.Equal(read, Campus.Compose(Notice(sent)).Alert);
    }

    [Fact]
    public void Defect_25_la_clase_de_C_sharp_es_hoy_became_the_title_es_hoy()
    {
        var push = Campus.Compose(Chat("la clase de C# es hoy\nen el aula 3"));
        Assert.Equal(("💬 Nuevo mensaje de Ana", "la clase de C# es hoy\nen el aula 3"), (push.Title, push.Alert));
        push = Campus.Compose(Chat("## Revisión de C#\nEl jueves #sinfalta"));
        Assert.Equal(("💬 Revisión de C#", "El jueves #sinfalta"), (push.Title, push.Alert));
    }

    [Theory]
    [InlineData("**bold** y *cursiva*", "bold y cursiva")]
    [InlineData("2*3*4 = 24", "2*3*4 = 24")]
    [InlineData("2 * 3 * 4", "2 * 3 * 4")]
    [InlineData("**", "**")]
    [InlineData("usa *.txt y *.doc", "usa *.txt y *.doc")]
    [InlineData("mi_fichero_final.doc", "mi_fichero_final.doc")]
    [InlineData("* uno\n* dos", "• uno\n• dos")]
    public void Defect_26_every_asterisk_became_a_bullet(string sent, string read) => Assert.Equal(read, Campus.Compose(Chat(sent)).Alert);

    [Fact]
    public void Defect_27_the_push_said_This_is_a_copy_of_a_message_and_HTML_only_messages_said_nothing()
    {
        var rule = new string('-', 69);
        Assert.Equal("Hola", Campus.Compose(Chat(null, $"<p>Hola</p>\n\n{rule}\nIsto é unha copia dunha mensaxe enviada a vostede. Vaia a <a href=\"https://campus.example.edu/message/index.php?id=7\">https://campus.example.edu/message/index.php?id=7</a>")).Alert);
        Assert.Equal("Solo HTML", Campus.Compose(Notice(null) with { FullMessageHtml = "<p>Solo <b>HTML</b></p>" }).Alert);
        var plain = Campus.Messages.First(m => m.Key == "n:17027:6004") with { FullMessageHtml = "" };
        Assert.Equal("You have submitted an\nassignment submission for 'Práctica 1: Límites'", Campus.Compose(plain).Alert);
    }

    [Fact]
    public void Defect_28_long_titles_and_long_links_were_rejected_and_nobody_noticed()
    {
        var push = Campus.Compose(Notice("Texto") with { Subject = string.Concat(Enumerable.Repeat("título ", 60)), ContextUrl = "https://campus.example.edu/" + new string('a', 300) });
        Assert.InRange(push.Title.Length, 200, 255);
        Assert.EndsWith("título…", push.Title, StringComparison.Ordinal);
        Assert.InRange(push.CustomProperties.Length, 2, 255);
        Assert.NotNull(push.LinkNote);
    }

    [Fact]
    public void Defect_29_a_tap_on_a_group_message_opened_a_private_chat_with_its_sender() =>
        Assert.Equal("https://campus.example.edu/message/index.php?convid=6", Campus.Compose(Campus.Messages.First(m => m.Key == "m:5:6004")).Link);

    [Theory]
    [InlineData("- De: Ana\n\n- Asunto: Tutoría: jueves\n\nNos vemos a las 10.", null)]
    [InlineData("- 从: Ana\n\n- 主题: Tutoría: jueves\n\nNos vemos a las 10.", null)]
    [InlineData("- De: Ana - Assunto: Tutoría: jueves Nos vemos a las 10.", "<p>De: Ana</p> <p>Assunto: <a href=\"https://campus.example.edu/local/mail/view.php?t=inbox&amp;m=44\">Tutoría: jueves</a></p><p>Nos vemos a las 10.</p>")]
    public void Defect_30_mail_was_understood_in_English_only(string text, string? html)
    {
        var push = Campus.Compose(Notice(text, "local_mail", "mail") with { FullMessageHtml = html });
        Assert.Equal(("📧 Tutoría: jueves", "Nos vemos a las 10."), (push.Title, push.Alert));
    }

    [Fact]
    public void Defect_31_forum_digests_failed_on_their_missing_link()
    {
        var digest = Notice("Resumen", "mod_forum", "digests") with { ContextUrl = null };
        Assert.Equal(("📢 Aviso", "Resumen", ""), (Campus.Compose(digest).Title, Campus.Compose(digest).Alert, Campus.Compose(digest).Link));
        Assert.Equal("not-news-forum", FilterRules.ReasonToSkip(digest with { UserTo = new MoodleUser { Id = 2, Alias = "a" } }, Campus.Site.Settings));
    }

    [Fact]
    public void Defect_32_the_megaphone_could_not_be_turned_off() =>
        Assert.Equal("Aviso", Campus.Compose(Notice("Texto", "mod_forum", "posts"), Campus.With(("icons", "mod_forum="))).Title);
}
