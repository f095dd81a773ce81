using System.Text;
using TwinPush.Notifications;
using TwinPush.Tests.Infrastructure;

namespace TwinPush.Tests.Notifications;

public sealed class NotificationWriterTests
{
    public static TheoryData<NotificationTarget, string> Targets => new()
    {
        { NotificationTarget.Broadcast, """ "broadcast":true """ },
        { NotificationTarget.Devices(["d1", "d2"]), """ "devices_ids":["d1","d2"] """ },
        { NotificationTarget.Aliases(["a1", "ñ/é"]), """ "devices_aliases":["a1","ñ/é"] """ },
        { NotificationTarget.Segments(["Gold Users"]), """ "segments":["Gold Users"] """ },
        { NotificationTarget.Properties(new Dictionary<string, IReadOnlyList<string>> { ["role"] = ["S", "T"] }), """ "target_properties":{"role":["S","T"]} """ },
        {
            NotificationTarget.Properties(new Dictionary<string, IReadOnlyList<string>> { ["role"] = ["S"] }, ["Gold"]),
            """ "target_properties":{"role":["S"]},"segments":["Gold"] """
        },
        {
            NotificationTarget.MultipleDevices(new Dictionary<string, NotificationOverrides> { ["d1"] = new() }),
            """ "multiple_devices":{"d1":{}} """
        },
        {
            NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides>
            {
                ["a\"1"] = new() { Title = "T", Alert = "A", Url = "https://x/y", Badge = "-2", CustomProperties = CustomProperties.Parse("""{"k":"a/b"}""") },
            }),
            """ "multiple_alias":{"a\"1":{"title":"T","alert":"A","url":"https://x/y","badge":"-2","custom_properties":{"k":"a/b"}}} """
        },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Each_target_is_written_in_its_own_field_and_the_others_are_left_out(NotificationTarget target, string expected) =>
        Assert.Equal($$"""{"alert":"x",{{expected.Trim()}}}""", Wire.Text(new NewNotification { Alert = "x", Target = target }));

    [Fact]
    public void Every_field_has_its_documented_name_and_form()
    {
        var notification = new NewNotification
        {
            Alert = "¡Hola! 👋 \"x\" </b> \\\n", Target = NotificationTarget.Broadcast, Title = "T", Url = "https://example.org/a?b=c&d",
            CustomProperties = CustomProperties.Parse("""{"target_id": "https:\/\/example.org\/\u00f1"}"""), Badge = "+1", Sound = "waves",
            Name = "n", GroupName = "g", Tags = ["one", "two"], SendSince = new DateTimeOffset(2026, 10, 10, 17, 14, 33, TimeSpan.FromHours(2)),
            Inbox = true, ProtectedContent = false, MutableContent = true, DeliverySpeed = DeliverySpeed.Slow,
        };

        string[] fields =
        [
            """ "alert":"¡Hola! 👋 \"x\" </b> \\\n" """, """ "title":"T" """, """ "url":"https://example.org/a?b=c&d" """,
            """ "custom_properties":{"target_id":"https://example.org/ñ"} """, """ "badge":"+1" """, """ "sound":"waves" """, """ "name":"n" """,
            """ "group_name":"g" """, """ "tags":["one","two"] """, """ "send_since":"2026-10-10 15:14:33 +0000" """, """ "inbox":true """,
            """ "protected_content":false """, """ "mutable_content":true """, """ "delivery_speed":"slow" """, """ "broadcast":true """,
        ];
        Assert.Equal($"{{{string.Join(',', fields.Select(field => field.Trim()))}}}", Wire.Text(notification));
    }

    [Theory]
    [InlineData(DeliverySpeed.Instant, "instant")]
    [InlineData(DeliverySpeed.Fast, "fast")]
    [InlineData(DeliverySpeed.Normal, "normal")]
    [InlineData(DeliverySpeed.Slow, "slow")]
    public void Each_speed_has_its_documented_text(DeliverySpeed speed, string text) => Assert.Equal(text, NotificationWriter.WireText(speed));

    [Fact]
    public void The_measured_size_is_the_size_sent()
    {
        var notification = Sample.Notification with { Title = "Año 👋", CustomProperties = CustomProperties.Parse("""{"ñ":"👋"}""") };

        Assert.Equal(Encoding.UTF8.GetByteCount(Wire.Text(notification)), notification.MeasureRequestBody());
    }

    [Fact]
    public void A_measured_entry_is_what_one_more_recipient_adds()
    {
        var overrides = new NotificationOverrides { Alert = "Año 👋", Badge = "1" };
        var entries = new Dictionary<string, NotificationOverrides> { ["first"] = new() { Alert = "x" } };
        var before = Size(entries);
        entries["ñandú"] = overrides;

        Assert.Equal(Size(entries) - before, overrides.MeasureEntry("ñandú"));

        static int Size(Dictionary<string, NotificationOverrides> entries) =>
            new NewNotification { Alert = "x", Target = NotificationTarget.MultipleAliases(entries) }.MeasureRequestBody();
    }
}
