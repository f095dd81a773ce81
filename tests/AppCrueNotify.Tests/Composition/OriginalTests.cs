using System.Security.Cryptography;
using AppCrueNotify.Composition;
using AppCrueNotify.Messages;
using CsCheck;

namespace AppCrueNotify.Tests.Composition;

/// <summary>What is kept of Moodle's message beside its push.</summary>
public sealed class OriginalTests
{
    private static Message Post { get; } = PropertyTests.ForumPost("<p>Texto</p>");

    [Fact]
    public void What_is_packed_comes_back_as_it_was()
    {
        var text = Gen.OneOf(Gen.String, Gen.Const((string?)null!), GeneratedText.Rubbish);
        Gen.Select(text, text, text, text, Gen.Long.Select(n => n % 2 == 0 ? (long?)n : null)).Sample((subject, full, html, small, format) =>
        {
            var message = Post with { Subject = Whole(subject), FullMessage = Whole(full), FullMessageHtml = Whole(html), SmallMessage = Whole(small), FullMessageFormat = format, ContextUrl = null };
            return OriginalMessage.Unpack(OriginalMessage.Pack(message)!) == new OriginalMessage(message.Subject, message.FullMessage, format, message.FullMessageHtml, message.SmallMessage, null);
        }, iter: 300);
    }

    [Fact]
    public void A_text_is_kept_in_less_space_than_it_has_characters()
    {
        var message = Campus.Messages.MaxBy(m => m.FullMessageHtml?.Length ?? 0)!;
        Assert.InRange(OriginalMessage.Pack(message)!.Length, 10, message.FullMessageHtml!.Length);
    }

    [Fact]
    public void What_is_too_long_is_not_kept()
    {
        Assert.Null(OriginalMessage.Pack(Post with { FullMessage = new('x', 600_000) }));
        Assert.Null(OriginalMessage.Pack(Post with { FullMessage = Convert.ToHexString(RandomNumberGenerator.GetBytes(200_000)) }));
        Assert.NotNull(OriginalMessage.Pack(Post with { FullMessage = new('x', 400_000) }));
    }

    [Fact]
    public void The_composer_gives_it_once_for_all_who_get_the_post_and_counts_its_bytes()
    {
        var composer = new Composer(Campus.Key);
        var first = composer.Take(Post, Campus.Site);
        var held = composer.Cache.Bytes;
        Assert.Same(first.Original, composer.Take(Post with { Key = "n:9:9", UserTo = new MoodleUser { Id = 9, Alias = "x" } }, Campus.Site).Original);
        var none = new Composer(Campus.Key);
        none.Take(Post, Campus.With(("keep-originals", "0")));
        Assert.Equal(held, none.Cache.Bytes + first.Original!.Length);
    }

    [Fact]
    public void A_site_that_keeps_none_and_protected_texts_give_nothing_also_right_after_the_setting_changed()
    {
        var composer = new Composer(Campus.Key);
        Assert.NotNull(composer.Take(Post, Campus.Site).Original);
        Assert.Null(composer.Take(Post, Campus.With(("keep-originals", "0"))).Original);
        Assert.Null(composer.Take(Post, Campus.With(("protected-components", "mod_forum"))).Original);
        Assert.NotNull(composer.Take(Post, Campus.With(("keep-originals", "1h"))).Original);
    }

    // Half of a surrogate pair never comes through intake.
    private static string? Whole(string? text) => text is null ? null : string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
}
