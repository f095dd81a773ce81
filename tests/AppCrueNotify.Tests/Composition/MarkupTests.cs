using AppCrueNotify.Composition;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Tests.Composition;

/// <summary>What HTML, Markdown and plain text look like to a reader.</summary>
public sealed class MarkupTests
{
    private static string Post(string html) => Campus.Compose(PropertyTests.ForumPost(html)).Alert;

    private static string Chat(string text) => Campus.Compose(new Message
    {
        Key = "m:1:2", Component = "moodle", Name = "instantmessage", Notification = false, UserTo = new MoodleUser { Id = 2 }, Subject = "S", SmallMessage = text,
    }).Alert;

    private static string Plain(string text) => Campus.Compose(new Message
    {
        Key = "n:1:2", Component = "local_x", Name = "y", Notification = true, UserTo = new MoodleUser { Id = 2 }, Subject = "S", FullMessage = text, FullMessageFormat = 2,
    }).Alert;

    [Theory]
    [InlineData("<ul><li>uno<ul><li>dos<ol start='3'><li>tres</li><li>cuatro</ol></ul><li>cinco</ul>fin", "• uno\n  • dos\n    3. tres\n    4. cuatro\n• cinco\nfin")]
    [InlineData("<table><tr><th>Grupo<th>Hora<tr><td><p>A</p><td><p>10:00</p></table>fin", "Grupo | Hora\nA | 10:00\nfin")]
    [InlineData("antes<table><tr><td>solo</td></tr></table>después", "antes\nsolo\ndespués")]
    [InlineData("<p>Dice:</p><blockquote><p>uno</p><blockquote>dos</blockquote></blockquote>fin", "Dice:\n> uno\n> > dos\nfin")]
    [InlineData("<pre>if (a &lt; b)\r\n{\r\n  x;\r\n}</pre>", "if (a < b)\n{\nx;\n}")]
    [InlineData("Usa <code>&lt;b&gt;</code> y <kbd>Ctrl</kbd>", "Usa <\u2060b> y Ctrl")]
    [InlineData("x<sup>2</sup> y H<sub>2</sub>O y 1<sup>er</sup>", "x² y H₂O y 1er")]
    [InlineData("<img alt='Plano del aula' src='x'><img src='y'>", "Plano del aula")]
    [InlineData("<video controls title='Clase 1'><source src='x'></video><audio>audio.mp3</audio><iframe title='Mapa' src='x'></iframe>", "Clase 1audio.mp3Mapa")]
    [InlineData("Más en <a href='https://example.org'>la web</a>.", "Más en la web.")]
    [InlineData("uno<br>dos<br/><br />tres", "uno\ndos\ntres")]
    [InlineData("<p dir='rtl'>الامتحان يوم الاثنين</p><p>試験は月曜日です。</p>", "الامتحان يوم الاثنين\n試験は月曜日です。")]
    [InlineData("a&nbsp;&nbsp;b\u00A0c\u2003d", "a b c d")]
    [InlineData("ma&shy;trí\u00ADcula\u200B \uFEFFya", "matrícula ya")]
    [InlineData("👩‍👩‍👧‍👦 می‌خواهم e\u0301", "👩‍👩‍👧‍👦 می‌خواهم e\u0301")]
    [InlineData("<p>uno\r\ndos</p>\r\n<p>tres</p>", "uno dos\ntres")]
    [InlineData("<style>p{}</style><script>x</script><p hidden>no</p><p style='display: none'>no</p><span class='sr-only'>no</span>sí", "sí")]
    [InlineData("<p>antes</p><p>--------------------------------------------------------------------------</p><p>después</p>", "antes\n--------------------------------------------------------------------------\ndespués")]
    [InlineData("if a <b then c", "if a <b then c")]
    [InlineData("fórmula \\(x^2\\) y $$\\int_0^1 x^2 dx$$", "fórmula \\(x^2\\) y $$\\int_0^1 x^2 dx$$")]
    [InlineData("<q>cita</q>", "\"cita\"")]
    [InlineData("<!-- sin cerrar <p>hola</p>", "<!-- sin cerrar\nhola")]
    [InlineData("</td></tr></table></div></body>fuera", "fuera")]
    [InlineData("<table><tr><td>abierta", "abierta")]
    [InlineData("<div class='commands'>mío</div><p>sigue</p>", "mío\nsigue")]
    public void A_post_in_HTML_reads(string html, string read) => Assert.Equal(read, Post(html));

    [Theory]
    [InlineData("hola\nqué tal\n\nadiós", "hola\nqué tal\nadiós")]
    [InlineData("- uno\n  - dos\n- tres\n\n1) a\n2) b", "• uno\n  • dos\n• tres\n1) a\n2) b")]
    [InlineData("> cita\n\nrespuesta", "> cita\nrespuesta")]
    [InlineData("```python\nprint('<b>')\n```", "print('<\u2060b>')")]
    [InlineData("| Grupo | Hora |\n|---|---|\n| A | 10:00 |", "Grupo | Hora\nA | 10:00")]
    [InlineData("[la web](https://example.org) ![plano](x.png) <https://example.org>", "la web plano https://example.org")]
    [InlineData("antes\n---\ndespués", "antes\n---\ndespués")]
    [InlineData("[nota]: mañana\nno hay clase", "[nota]: mañana\nno hay clase")]
    [InlineData("2.", "2.")]
    [InlineData("#", "#")]
    [InlineData("\\(x^2\\) y $a_1 * b_2$ cuesta 5$", "\\(x^2\\) y $a_1 * b_2$ cuesta 5$")]
    [InlineData("    sangrado\n    dos", "sangrado\ndos")]
    [InlineData("~~no~~ sí &amp; &eacute;", "no sí & é")]
    [InlineData("<b>uno</b>\ndos <br> tres", "uno\ndos\ntres")]
    [InlineData("<3 te quiero :-> ->", "<3 te quiero :-> ->")]
    [InlineData("👍", "👍")]
    public void A_message_that_somebody_typed_reads(string typed, string read) => Assert.Equal(read, Chat(typed));

    [Theory]
    [InlineData("La matrícula se amplía según la resolución del Vicerrectorado de\nOrdenación Académica e Innovación Docente.\n\nUn saludo\nAna", "La matrícula se amplía según la resolución del Vicerrectorado de Ordenación Académica e Innovación Docente.\nUn saludo\nAna")]
    [InlineData("Más en la web [1] y aquí [2]; véase [3].\n\nLinks:\n------\n[1] https://example.org/a\n[2] https://example.org/b\n", "Más en la web y aquí; véase [3].")]
    [InlineData("Notas:\n------\n[1] es la primera\n", "Notas:\n------\n[1] es la primera")]
    [InlineData("Una línea que nadie ha partido y que es bastante más larga que setenta y cinco letras.\nOtra que empieza aquí y sigue hasta pasar de las sesenta y cinco\nlarguísima", "Una línea que nadie ha partido y que es bastante más larga que setenta y cinco letras.\nOtra que empieza aquí y sigue hasta pasar de las sesenta y cinco\nlarguísima")]
    [InlineData("C&oacute;digo: a < b", "Código: a < b")]
    public void A_plain_text_reads(string text, string read) => Assert.Equal(read, Plain(text));

    [Fact]
    public void A_rule_inside_a_post_in_plain_text_stays_and_Moodles_frame_goes()
    {
        var rule = new string('-', 69);
        var text = $"CAL -> Foros -> Avisos -> Tema\nhttps://campus.example.edu/mod/forum/discuss.php?d=1#p1\nTema\npor Ana - lunes\n{rule}\nuno\n{rule}\ndos\n\n\n{rule}\nEsta es una copia de un mensaje.\n\nPara responder: https://campus.example.edu/x\n";
        Assert.Equal($"uno\n{rule}\ndos", Campus.Compose(PropertyTests.ForumPost("") with { FullMessage = text, FullMessageHtml = null }).Alert);
    }

    [Fact]
    public void Attachments_come_after_the_post_by_name() => Assert.Equal(
        "Leed el tema.\ntema3.pdf",
        Post("<div class=\"attachments\"><a href='x'><img class='icon' alt='Documento PDF' src='i'></a> <a href='x'>tema3.pdf</a></div><p>Leed el tema.</p>"));

    [Fact]
    public void A_picture_pasted_into_a_post_does_not_hide_its_words() =>
        Assert.Equal("Plano\nEl aula 3", Post($"<p><img alt=\"Plano\" src=\"data:image/png;base64,{new string('A', 3_000_000)}\"></p><p>El aula 3</p>"));

    [Fact]
    public void Nesting_as_deep_as_no_stack_costs_no_words()
    {
        Assert.Equal("hola", Post(string.Concat(Enumerable.Repeat("<div>", 20_000)) + "hola"));
        Assert.Equal("hola", Post(string.Concat(Enumerable.Repeat("<b><i a=1>", 10_000)) + "hola"));
        Assert.EndsWith("hola", Chat(string.Concat(Enumerable.Repeat("> ", 100)) + "hola"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b a='{0}'><p>")]
    [InlineData("<a href={0}><table>")]
    [InlineData("<!-- {0}")]
    [InlineData("<script>{0}")]
    [InlineData("<x y=\"{0}")]
    [InlineData("[![{0}](")]
    [InlineData("**a{0} *b _c ")]
    [InlineData("`{0} ")]
    [InlineData("<{0}>")]
    public void A_megabyte_made_to_hurt_ends_like_any_other_text(string piece)
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => piece.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        Assert.All([Post(text), Chat(text), Plain(text)], alert => Assert.InRange(alert.Length, 1, 255));
    }

    [Theory]
    [InlineData("uno dos tres", 9, "uno dos…")]
    [InlineData("uno dos tres", 8, "uno dos…")]
    [InlineData("uno dos tres", 12, "uno dos tres")]
    [InlineData("日本語日本語", 5, "日本語日…")]
    [InlineData("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 13, "👩‍👩‍👧‍👦…")]
    [InlineData("ab \u2067cd ef", 8, "ab \u2067cd…")]
    public void A_cut_falls_between_words_or_graphemes(string text, int limit, string cut) => Assert.StartsWith(cut, TextCut.Fit(text, limit), StringComparison.Ordinal);

    [Fact]
    public void A_direction_that_the_cut_left_open_is_closed_within_the_limit()
    {
        var cut = TextCut.Fit("\u2067" + string.Concat(Enumerable.Repeat("ab ", 100)) + "\u2069");
        Assert.EndsWith("…\u2069", cut, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 200, 255);
    }

    [Theory]
    [InlineData(null, null, "💬 Ana")]
    [InlineData("", "\u200B", "💬 Ana")]
    [InlineData("Caf&eacute; <b>hoy</b>", "x", "💬 Café hoy")]
    public void Title_and_alert_are_never_blank(string? subject, string? small, string title)
    {
        var push = Campus.Compose(new Message
        {
            Key = "m:1:2", Component = "moodle", Name = "instantmessage", Notification = false, UserTo = new MoodleUser { Id = 2 }, Subject = subject, SmallMessage = small, UserFrom = new MoodleUser { Id = 7, FullName = "Ana" },
        });
        Assert.Equal(title, push.Title);
        Assert.NotEqual("", push.Alert);
    }
}
