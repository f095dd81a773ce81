using AppCrueNotify.Composition;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Tests.Composition;

public sealed class MemoryTests
{
    private static Message Post(int i, string text = "Texto") => PropertyTests.ForumPost($"<p>{text} {i}</p>");

    [Fact]
    public void The_same_post_for_another_user_is_the_same_push()
    {
        var composer = new Composer(Campus.Key);
        var first = composer.Compose(Post(1), Campus.Site);
        Assert.Same(first, composer.Compose(Post(1) with { Key = "n:9:9", UserTo = new MoodleUser { Id = 9, Alias = "x" }, TimeCreated = 5 }, Campus.Site));
        Assert.Same(first, composer.Compose(Post(1), Campus.Site with { ApiToken = "other", PauseReason = "other" }));
    }

    [Fact]
    public void Another_field_site_or_setting_is_another_push()
    {
        var composer = new Composer(Campus.Key);
        var first = composer.Compose(Post(1), Campus.Site);
        Message[] others =
        [
            Post(2), Post(1) with { Component = "x" }, Post(1) with { Name = "x" }, Post(1) with { Subject = "x" }, Post(1) with { FullMessage = "x" }, Post(1) with { SmallMessage = "x" },
            Post(1) with { ContextUrl = "/x" }, Post(1) with { ContextUrlName = "x" }, Post(1) with { CourseId = 9 }, Post(1) with { ConversationId = 9 }, Post(1) with { ConversationType = 2 },
            Post(1) with { Notification = null }, Post(1) with { FullMessageFormat = 1 }, Post(1) with { UserFrom = new MoodleUser { Id = 9 } },
        ];
        Assert.All(others, other => Assert.NotSame(first, composer.Compose(other, Campus.Site)));
        Assert.NotSame(first, composer.Compose(Post(1), Campus.Site with { Id = 2 }));
        Assert.NotSame(first, composer.Compose(Post(1), Campus.With(("icons", "mod_forum=🔔"))));
        Assert.NotSame(first, composer.Compose(Post(1), Campus.Site with { MoodleUrl = "https://otro.example.edu" }));
    }

    [Fact]
    public void Memory_is_bounded_by_pushes_and_by_bytes()
    {
        var composer = new Composer(Campus.Key, 100, 1_000_000);
        for (var i = 0; i < 1000; i++)
        {
            composer.Compose(Post(i), Campus.Site);
            Assert.InRange(composer.Cache.Count, 1, 100);
        }

        for (var i = 0; i < 300; i++)
            composer.Compose(Post(i, new string('x', 8000)), Campus.Site);
        Assert.InRange(composer.Cache.Bytes, 1, 1_050_000);
        var before = composer.Cache.Bytes;
        composer.Compose(Post(1, new string('y', 500_000)), Campus.Site);
        Assert.Equal(before, composer.Cache.Bytes);
    }

    [Fact]
    public void What_is_asked_for_again_survives_what_is_not()
    {
        var composer = new Composer(Campus.Key, 20);
        var kept = composer.Compose(Post(-1), Campus.Site);
        for (var i = 0; i < 500; i++)
        {
            composer.Compose(Post(i), Campus.Site);
            Assert.Same(kept, composer.Compose(Post(-1), Campus.Site));
        }
    }

    [Fact]
    public void Many_threads_get_equal_pushes()
    {
        var composer = new Composer(Campus.Key, 50);
        var alone = Enumerable.Range(0, 200).Select(i => Campus.Compose(Post(i))).ToArray();
        Parallel.For(0, 4000, i => Assert.Equal(alone[i % 200], composer.Compose(Post(i % 200), Campus.Site)));
    }
}
