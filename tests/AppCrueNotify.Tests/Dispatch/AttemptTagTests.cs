using AppCrueNotify.Dispatch;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class AttemptTagTests
{
    [Fact]
    public void Tags_are_unique_and_can_be_read_aloud()
    {
        var tags = Enumerable.Range(0, 20_000).Select(_ => AttemptTag.Create()).ToHashSet();
        Assert.Equal(20_000, tags.Count);
        Assert.All(tags, tag => Assert.Matches("^acn-[0-9a-hj-km-np-tv-z]{20}$", tag));
    }
}
