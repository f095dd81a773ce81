using System.Globalization;

namespace TwinPush.Simulator;

/// <summary>16 hexadecimal digits, as TwinPush's identifiers are; never the same twice, the same sequence for the same seed.</summary>
internal sealed class Identifiers(int seed)
{
    private ulong _last = (ulong)seed << 32;

    public string Next()
    {
        // SplitMix64's finalizer: a bijection, so counting up never repeats.
        ulong z = Interlocked.Increment(ref _last) * 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (z ^ (z >> 31)).ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Goes on where another run stopped.</summary>
    public void SkipTo(ulong last) => _last = Math.Max(_last, last);

    public ulong Last => _last;
}
