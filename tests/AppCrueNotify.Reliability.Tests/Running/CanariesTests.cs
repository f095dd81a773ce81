namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>The search for marks finds one where it is.</summary>
public sealed class CanariesTests
{
    [Theory]
    [InlineData("Attempt 7 of user CANARYALIAS-1 failed")]
    [InlineData("line\n{\"alert\":\"canarytext 3\"}")]
    [InlineData("the key demo0creator0key0not0a0secret000 is wrong")]
    [InlineData("Bearer acn_id.planted-secret")]
    public void A_mark_in_a_log_file_or_an_answer_is_found(string line)
    {
        Canaries.Guard("acn_id.planted-secret");
        using var data = new Directories("acn-canary-");
        var directory = data.New();
        Directory.CreateDirectory(Path.Combine(directory, "logs"));
        File.WriteAllText(Path.Combine(directory, "logs", "gateway-1.jsonl"), $"something\n{line}\n");

        Assert.ThrowsAny<Exception>(() => Canaries.AssertNone("an answer", line));
        Assert.ThrowsAny<Exception>(() => Canaries.AssertNoneInLogs(directory));
    }

    [Fact]
    public void What_is_no_mark_may_be_logged() => Canaries.AssertNone("a line", "Attempt 7 of site campus with 3 recipients: accepted (tag acn-1).");
}
