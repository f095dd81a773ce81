using System.Globalization;

namespace TwinPush.Simulator.Devices;

/// <summary>"n" sets, "+n" adds, "-n" takes away; never below 0 (devices.md, update badge).</summary>
internal static class Badge
{
    public static int Apply(int badge, string change)
    {
        int number = int.Parse(change, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Math.Max(0, change[0] is '+' or '-' ? badge + number : number);
    }
}
