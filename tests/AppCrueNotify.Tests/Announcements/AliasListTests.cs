using System.Text;
using AppCrueNotify.Announcements;

namespace AppCrueNotify.Tests.Announcements;

public sealed class AliasListTests
{
    [Theory]
    [InlineData("ana\nluis\n")]
    [InlineData("\uFEFFalias\r\nana\r\nluis")]
    [InlineData("Nombre;Alias\nAna García;ana\nLuis;luis\n")]
    [InlineData("username\tmail\nana\ta@example.edu\nluis\tl@example.edu")]
    [InlineData("\"ana\",\"x, y\"\n\" luis \",\"z\"")]
    [InlineData("\n\n ana \n\n luis")]
    public void Lists_and_CSVs_of_every_make_are_read(string text) => Assert.Equal(["ana", "luis"], AliasList.Read(Encoding.UTF8.GetBytes(text)).Aliases);

    [Fact]
    public void Faults_are_told_by_line_and_stop_nobody()
    {
        var list = AliasList.Read($"ana\nANA\n;x\nan\u0001a\n\"luis\n{new string('a', 256)}\neva");
        Assert.Equal(["ana", "eva"], list.Aliases);
        Assert.Equal([new(2, ListFault.Twice), new(3, ListFault.Empty), new(4, ListFault.Control), new(5, ListFault.Quote), new(6, ListFault.Long)], list.Faults);
    }

    [Fact]
    public void A_quote_inside_quotes_is_a_quote() => Assert.Equal(["a\"b;c"], AliasList.Read("\"a\"\"b;c\"").Aliases);

    [Fact]
    public void What_is_too_large_or_no_text_is_refused_whole()
    {
        Assert.Equal("too-large", Assert.Throws<FormatException>(() => AliasList.Read(new byte[AliasList.MaxBytes + 1])).Message);
        Assert.Equal("not-utf8", Assert.Throws<FormatException>(() => AliasList.Read([0x61, 0xE9, 0x0A])).Message);
    }
}
