using AppCrueNotify.Composition;

namespace AppCrueNotify.Tests.Composition;

public sealed class CampusTests
{
    [Fact]
    public void Every_push_of_the_campus_reads_as_approved()
    {
        var site = Campus.With(("url-pattern", Campus.AutologinPattern));
        var composer = new Composer(Campus.Key);
        var received = Campus.Messages.Select(m => Campus.Line(m, composer.Compose(m, site))).ToArray();
        var approved = Path.Combine(Campus.Root(), "tests/AppCrueNotify.Tests/Composition/campus.approved.jsonl");
        var expected = File.Exists(approved) ? File.ReadAllLines(approved) : [];
        if (!expected.SequenceEqual(received))
            File.WriteAllLines(Path.ChangeExtension(approved, null).Replace(".approved", ".received", StringComparison.Ordinal) + ".jsonl", received);
        Assert.Equal(expected, received);
    }
}
