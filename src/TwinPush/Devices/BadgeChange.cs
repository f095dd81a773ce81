using System.Globalization;

namespace TwinPush.Devices;

/// <summary>A new value for a device's badge, or a step up or down. TwinPush never goes below 0.</summary>
/// <remarks>Source: TwinPush/api-docs, devices.md, "update badge".</remarks>
public sealed record BadgeChange
{
    private BadgeChange(string? step, int value) => (Step, Value) = (step, value);

    internal string? Step { get; }

    internal int Value { get; }

    /// <summary>Sets the badge.</summary>
    /// <param name="value">The new number, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static BadgeChange To(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return new BadgeChange(null, value);
    }

    /// <summary>Raises the badge, or lowers it.</summary>
    /// <param name="step">By how much; negative lowers it.</param>
    public static BadgeChange By(int step) => new(step.ToString("+0;-0", CultureInfo.InvariantCulture), step);
}
