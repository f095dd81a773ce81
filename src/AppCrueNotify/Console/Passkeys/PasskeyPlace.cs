using System.Net;

namespace AppCrueNotify.Console.Passkeys;

/// <summary>Whether passkeys work at the address where somebody reads: browsers keep them by the name of a host.</summary>
internal enum PasskeyPlace
{
    /// <summary>They do.</summary>
    Here,

    /// <summary>The console is called by an IP address, for which there are none.</summary>
    WithoutName,

    /// <summary>They belong to the name of <see cref="ConsoleOptions.PublicUrl"/>, and this is another.</summary>
    Elsewhere,
}

/// <summary>Decides it.</summary>
internal static class PasskeyPlaces
{
    public static PasskeyPlace Of(ConsoleOptions options, string host)
    {
        var name = options.PublicUrl?.IdnHost ?? host;
        if (IPAddress.TryParse(name.Trim('[', ']'), out _))
            return PasskeyPlace.WithoutName;
        var same = host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase);
        return same ? PasskeyPlace.Here : PasskeyPlace.Elsewhere;
    }
}
