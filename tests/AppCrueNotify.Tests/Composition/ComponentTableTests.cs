using System.Text;
using System.Text.Json;
using AppCrueNotify.Composition;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Tests.Composition;

/// <summary>docs/composition.md shows what becomes of each component's messages; this keeps it true.</summary>
public sealed class ComponentTableTests
{
    private const string Begin = "<!-- table: checked by ComponentTableTests -->";
    private const string End = "<!-- end of table -->";

    [Fact]
    public void The_table_in_the_documentation_shows_what_the_composer_does()
    {
        var path = Path.Combine(Campus.Root(), "docs/composition.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var table = Table();
        var written = page[start..page.IndexOf(End, StringComparison.Ordinal)].Trim();
        if (written != table)
            File.WriteAllText(Path.ChangeExtension(path, ".received.md"), $"{page[..start]}\n{table}\n{page[page.IndexOf(End, StringComparison.Ordinal)..]}");
        Assert.Equal(table, written);
    }

    [Theory]
    [InlineData("moodle", "newlogin notices errors availableupdate instantmessage backup courserequested courserequestapproved courserequestrejected coursecompleted coursecontentupdated badgerecipientnotice badgecreatornotice competencyplancomment competencyusercompcomment insights messagecontactrequests asyncbackupnotification gradenotifications infected reportbuilderschedule failedtaskmaxdelay enrolcoursewelcomemessage")]
    [InlineData("mod_assign", "assign_notification assign_due_soon assign_overdue assign_due_digest")]
    [InlineData("mod_bigbluebuttonbn", "recording_ready instance_updated")]
    [InlineData("mod_feedback", "submission message")]
    [InlineData("mod_forum", "posts digests")]
    [InlineData("mod_lesson", "graded_essay")]
    [InlineData("mod_quiz", "submission confirmation attempt_overdue attempt_grading_complete quiz_open_soon")]
    [InlineData("tool_dataprivacy", "contactdataprotectionofficer datarequestprocessingresults notifyexceptions")]
    [InlineData("tool_messageinbound", "invalidrecipienthandler messageprocessingerror messageprocessingsuccess")]
    [InlineData("tool_monitor", "notification")]
    [InlineData("enrol_manual", "expiry_notification")]
    [InlineData("enrol_self", "expiry_notification")]
    [InlineData("enrol_flatfile", "flatfile_enrolment")]
    [InlineData("enrol_imsenterprise", "imsenterprise_enrolment")]
    [InlineData("enrol_paypal", "paypal_enrolment")]
    public void Every_message_provider_of_Moodle_4_5_is_in_the_table(string component, string names)
    {
        var shown = Examples().Where(e => e.Message.Component == component).Select(e => e.Message.Name).ToHashSet();
        Assert.Empty(names.Split(' ').Except(shown));
    }

    [Fact]
    public void No_push_of_any_component_shows_what_a_reader_does_not_want()
    {
        foreach (var (message, _, _, _) in Examples())
        {
            var push = Campus.Compose(message);
            string[] unwanted = ["->", "<", "&amp;", "&nbsp;", "[1]", "------", "Responder", "preferencias", "Ir a la actividad", message.ContextUrl is { Length: > 0 } url ? url : "------"];
            Assert.All(unwanted, u => Assert.DoesNotContain(u, push.Alert, StringComparison.Ordinal));
        }
    }

    private static string Table()
    {
        var composer = new Composer(Campus.Key);
        var table = new StringBuilder("| Component | Title from | Text from | Link from | Example: title, text, link |\n|---|---|---|---|---|");
        foreach (var (message, title, text, link) in Examples())
        {
            var push = composer.Compose(message, Campus.Site);
            table.Append("\n| `").Append(message.Component).Append('/').Append(message.Name).Append("` | ")
                .AppendJoin(" | ", title, text, link).Append(" | **").Append(Cell(push.Title)).Append("**<br>").Append(Cell(push.Alert)).Append("<br>")
                .Append(push.Link.Length == 0 ? "no link" : $"`{push.Link[Campus.Site.MoodleUrl.Length..]}`").Append(" |");
        }

        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal).Replace("\n", "<br>", StringComparison.Ordinal);

    private static IEnumerable<(Message Message, string Title, string Text, string Link)> Examples()
    {
        foreach (var line in File.ReadLines(Path.Combine(Campus.Root(), "tests/AppCrueNotify.Tests/Composition/components.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            string From(string name) => document.RootElement.GetProperty(name).GetString()!;
            yield return (Campus.Read(line), From("titlefrom"), From("textfrom"), From("linkfrom"));
        }
    }
}
