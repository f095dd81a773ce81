using System.Text.Json;
using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using CsCheck;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class NotificationBuilderTests
{
    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.Char.Array[1, 255].Select(a => new string(a)), Gen.Int[0, 8].Select(i => ((string[])["\"", "\\", "\0", "\u001f", "\u007f", "é", "漢", "👩‍👩‍👧", "a"])[i]).Array[1, 60].Select(string.Concat))
            .Select(t => Mend(t.Length > 255 ? t[..255] : t)).Where(t => !string.IsNullOrWhiteSpace(t));

    private static readonly Gen<Push> AnyPush = Gen.Select(Text, Text, Text).Select((title, alert, link) =>
        new Push { Title = title, Alert = alert, Link = link, CustomProperties = Properties(link) });

    [Fact]
    public void A_recipient_never_weighs_less_than_it_really_does() =>
        Gen.Select(Text, AnyPush, AnyPush).Sample((alias, push, other) =>
        {
            var one = Measure([Due(1) with { Alias = "x1" }, Due(2, push: 2) with { Alias = "y1" }], push, other);
            var two = Measure([Due(1) with { Alias = "x1" }, Due(2, push: 2) with { Alias = "y1" }, Due(3, push: 1) with { Alias = $"z{alias}"[..Math.Min(255, alias.Length + 1)] }], push, other);
            Assert.True(two - one <= NotificationBuilder.Weigh($"z{alias}", push).Bytes, $"{two - one} bytes");
        }, iter: 3000);

    [Fact]
    public void A_request_stays_under_its_limit_with_the_frame() =>
        Gen.Select(Text, Text, AnyPush.Array[1, 5]).Sample((alias, group, pushes) =>
        {
            var map = pushes.Select((p, i) => (Id: i + 1L, Push: p)).ToDictionary(p => p.Id, p => p.Push);
            List<DueRecipient> recipients = [.. map.Keys.Select(id => Due(id, push: id) with { Alias = $"{id}{alias}" })];
            var site = Site() with { Settings = SiteSettings.Default with { GroupName = group } };
            foreach (var kind in Enum.GetValues<BatchKind>())
            {
                var bytes = NotificationBuilder.Build(site, kind, AttemptTag.Create(), recipients, map).MeasureRequestBody();
                var weighed = recipients.Sum(r => kind == BatchKind.Simple ? NotificationBuilder.Weigh(r.Alias, map[r.PushId]).AliasBytes : NotificationBuilder.Weigh(r.Alias, map[r.PushId]).Bytes);
                Assert.True(bytes <= weighed + NotificationBuilder.FrameBytes, $"{bytes} bytes, weighed {weighed}");
            }
        }, iter: 1000);

    [Fact]
    public void A_batch_of_one_push_names_it_once_and_lists_aliases()
    {
        var n = NotificationBuilder.Build(Site(), BatchKind.Simple, "acn-tag", [Due(1), Due(2)], new Dictionary<long, Push> { [1] = Push() });
        Assert.Equal((Push().Title, Push().Alert, "Moodle message", true, "devices_aliases[2]"), (n.Title, n.Alert, n.GroupName, n.Inbox, n.Target.ToString()));
        Assert.Equal(["acn-tag"], n.Tags);
        Assert.Equal(Push().CustomProperties, n.CustomProperties!.Json);
        Assert.Null(n.ProtectedContent);
        Assert.Null(n.Url);
    }

    [Fact]
    public void A_batch_of_many_pushes_gives_each_alias_its_own_and_shows_no_text_to_all()
    {
        var n = NotificationBuilder.Build(Site(), BatchKind.Multiple, "acn-tag", [Due(1), Due(2, push: 2)], new Dictionary<long, Push> { [1] = Push("one"), [2] = Push("two") });
        Assert.Equal(("Moodle message", null, "multiple_alias[2]"), (n.Alert, n.Title, n.Target.ToString()));
        Assert.Null(n.CustomProperties);
    }

    [Fact]
    public void Protection_and_speed_are_passed_on()
    {
        var site = Site() with { Settings = SiteSettings.Default with { DeliverySpeed = "slow", GroupName = "" } };
        var n = NotificationBuilder.Build(site, BatchKind.Simple, "t", [Due(1)], new Dictionary<long, Push> { [1] = Push() with { Protected = true } });
        Assert.True(n.ProtectedContent);
        Assert.Equal(TwinPush.Notifications.DeliverySpeed.Slow, n.DeliverySpeed);
    }

    private static int Measure(IReadOnlyList<DueRecipient> recipients, Push one, Push two) =>
        NotificationBuilder.Build(Site(), BatchKind.Multiple, "t", recipients, new Dictionary<long, Push> { [1] = one, [2] = two }).MeasureRequestBody();

    private static string Properties(string link)
    {
        for (var length = link.Length; length > 0; length /= 2)
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, string> { ["target"] = "webview", ["target_id"] = Mend(link[..length]) });
            if (TwinPush.Notifications.CustomProperties.TryParse(json, out _))
                return json;
        }

        return "{}";
    }

    private static string Mend(string text) => new([.. text.Select((c, i) =>
        char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? c : char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]) ? c : char.IsSurrogate(c) ? '\uFFFD' : c)]);
}
