using TwinPush.Notifications;

namespace TwinPush.Tests.Notifications;

public sealed class NotificationTargetTests
{
    public static TheoryData<string, int> Limits => new()
    {
        { "devices", 1000 }, { "aliases", 1000 }, { "segments", 50 }, { "properties", 5 }, { "property-segments", 50 },
        { "multiple-devices", 1000 }, { "multiple-aliases", 1000 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_target_takes_one_entry_to_its_limit_and_no_more(string kind, int limit)
    {
        Assert.NotNull(Make(kind, Names(1)));
        Assert.NotNull(Make(kind, Names(limit)));
        Assert.Contains($"1 to {limit}", Assert.Throws<ArgumentException>(() => Make(kind, Names(limit + 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Make(kind, []));
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void An_entry_is_never_empty_nor_half_a_character(string kind, int limit)
    {
        Assert.InRange(limit, 2, 1000);
        foreach (var bad in new[] { "", " ", "a\ud83d", "\ude00a" })
        {
            var refused = Assert.Throws<ArgumentException>(() => Make(kind, ["fine", bad]));
            Assert.Contains("Entry 2 of 2", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("devices")]
    [InlineData("aliases")]
    [InlineData("segments")]
    public void An_entry_is_never_missing_nor_repeated(string kind)
    {
        Assert.Contains("Entry 2 of 2", Assert.Throws<ArgumentException>(() => Make(kind, ["fine", null!])).Message, StringComparison.Ordinal);
        Assert.Contains("Entry 3 of 3", Assert.Throws<ArgumentException>(() => Make(kind, ["a", "b", "a"])).Message, StringComparison.Ordinal);
        Assert.Equal(2, Make(kind, ["a", "A"]).Count);
    }

    [Fact]
    public void A_missing_collection_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => NotificationTarget.Devices(null!));
        Assert.Throws<ArgumentNullException>(() => NotificationTarget.Aliases(null!));
        Assert.Throws<ArgumentNullException>(() => NotificationTarget.Segments(null!));
        Assert.Throws<ArgumentNullException>(() => NotificationTarget.Properties(null!));
        Assert.Throws<ArgumentNullException>(() => NotificationTarget.MultipleDevices(null!));
        Assert.Throws<ArgumentNullException>(() => NotificationTarget.MultipleAliases(null!));
    }

    [Fact]
    public void A_property_has_at_least_one_value() =>
        Assert.Throws<ArgumentException>(() => NotificationTarget.Properties(new Dictionary<string, IReadOnlyList<string>> { ["role"] = [] }));

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Texts_of_one_recipient_obey_the_limits_too(int length, bool fine)
    {
        var text = new string('ñ', length);
        var url = "https://example.org/".PadRight(length, 'x');
        foreach (var overrides in new NotificationOverrides[] { new() { Title = text }, new() { Alert = text }, new() { Url = url } })
            Assert.Equal(fine, Record.Exception(() => One(overrides)) is null);
    }

    [Fact]
    public void Bad_content_of_one_recipient_is_refused_by_position_without_quoting_it()
    {
        NotificationOverrides[] bad =
        [
            null!, new() { Alert = "" }, new() { Alert = "secret\ud83d" }, new() { Title = "secret\ud83d" }, new() { Url = "secret" },
            new() { Url = "" }, new() { Badge = "secret" }, new() { Badge = "" }, new() { Badge = "+" },
        ];

        foreach (var overrides in bad)
        {
            var refused = Assert.Throws<ArgumentException>(() => One(overrides));
            Assert.Contains("Entry 1 of 1", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_target_keeps_what_it_was_given_when_the_collection_changes_later()
    {
        var aliases = new List<string> { "a" };
        var target = NotificationTarget.Aliases(aliases);
        aliases.Clear();

        Assert.Equal("""{"alert":"x","devices_aliases":["a"]}""", Wire.Text(new NewNotification { Alert = "x", Target = target }));
    }

    [Fact]
    public void A_target_prints_no_entry() => Assert.Equal("devices_aliases[1]", NotificationTarget.Aliases(["somebody"]).ToString());

    private static NotificationTarget One(NotificationOverrides overrides) =>
        NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides> { ["somebody"] = overrides });

    private static string[] Names(int count) => Enumerable.Range(0, count).Select(i => $"n{i}").ToArray();

    private static NotificationTarget Make(string kind, string[] names) => kind switch
    {
        "devices" => NotificationTarget.Devices(names),
        "aliases" => NotificationTarget.Aliases(names),
        "segments" => NotificationTarget.Segments(names),
        "properties" => NotificationTarget.Properties(names.ToDictionary(name => name, IReadOnlyList<string> (_) => ["v"])),
        "property-segments" => NotificationTarget.Properties(new Dictionary<string, IReadOnlyList<string>> { ["p"] = ["v"] }, names),
        "multiple-devices" => NotificationTarget.MultipleDevices(names.ToDictionary(name => name, _ => new NotificationOverrides())),
        _ => NotificationTarget.MultipleAliases(names.ToDictionary(name => name, _ => new NotificationOverrides())),
    };
}
