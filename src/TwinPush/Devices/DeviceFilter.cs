namespace TwinPush.Devices;

/// <summary>Which devices of the directory are wanted.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, devices.md, "index".</remarks>
public sealed record DeviceFilter
{
    /// <summary>
    /// Only devices whose activity, alias, push token or properties changed since then, to the second. Default: null, all.
    /// </summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Only devices of this alias, whatever its letter case. Default: null, all.</summary>
    public string? Alias { get; init; }

    /// <summary>Only active or only inactive devices. Default: null, both.</summary>
    public bool? Active { get; init; }

    /// <summary>Names the type only: the alias is somebody's.</summary>
    public override string ToString() => nameof(DeviceFilter);
}
