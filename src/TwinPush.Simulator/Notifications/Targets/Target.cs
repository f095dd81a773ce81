namespace TwinPush.Simulator.Notifications.Targets;

/// <summary>Whom a notification is for: exactly one of the documented kinds (notifications.md, create, Target parameters).</summary>
internal abstract record Target(string Kind)
{
    /// <summary>Entries in the request, before anybody is looked up; null for broadcasts.</summary>
    public virtual int? Count => null;

    public sealed record Broadcast() : Target("broadcast");

    public sealed record DeviceIds(IReadOnlyList<string> Ids) : Target("devices_ids")
    {
        public override int? Count => Ids.Count;
    }

    public sealed record Aliases(IReadOnlyList<string> Names) : Target("devices_aliases")
    {
        public override int? Count => Names.Count;
    }

    public sealed record Segments(IReadOnlyList<string> Names) : Target("segments")
    {
        public override int? Count => Names.Count;
    }

    public sealed record Properties(IReadOnlyDictionary<string, IReadOnlySet<string>> Wanted, IReadOnlyList<string>? InSegments)
        : Target("target_properties")
    {
        public override int? Count => Wanted.Count;
    }

    /// <summary>Each device with words of its own.</summary>
    public sealed record MultipleDevices(IReadOnlyDictionary<string, Content> Contents) : Target("multiple_devices")
    {
        public override int? Count => Contents.Count;
    }

    /// <summary>Each alias with words of its own.</summary>
    public sealed record MultipleAlias(IReadOnlyDictionary<string, Content> Contents) : Target("multiple_alias")
    {
        public override int? Count => Contents.Count;
    }
}
