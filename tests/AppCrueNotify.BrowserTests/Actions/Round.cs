using AppCrueNotify.Console;
using AppCrueNotify.Console.Login;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Console.Login;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>A world in which everything is done once, at one width; and the window at which it is done.</summary>
/// <param name="chromium">The browser.</param>
public abstract class Round(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Visit> _others = [];
    private int _numbers;

    internal OpenIdProvider University { get; } = new();

    internal ConsoleWorld World { get; private set; } = null!;

    internal Visit Visit { get; private set; } = null!;

    internal abstract bool Phone { get; }

    /// <summary>Whether the pages' scripts run.</summary>
    internal abstract bool Script { get; }

    /// <summary>A number that nothing else in this world has.</summary>
    internal int Number() => 1000 + Interlocked.Increment(ref _numbers);

    /// <summary>The window of somebody else, in which nobody is signed in. Windows are used again: opening one costs the browser a second.</summary>
    internal async Task<Visit> OtherAsync(int number)
    {
        if (number == _others.Count)
            _others.Add(await Visit.AnotherAsync());
        var other = _others[number];
        await other.Context.ClearCookiesAsync();
        await other.LookAsync(Visit.Screen);
        return other;
    }

    public async ValueTask InitializeAsync()
    {
        World = await ConsoleWorld.StartAsync(new ConsoleOptions
        {
            LoginsPerMinute = 1000,
            OpenId = new()
            {
                Authority = OpenIdProvider.Authority,
                ClientId = OpenIdProvider.ClientId,
                ClientSecret = OpenIdProvider.ClientSecret,
                Grants = [OpenIdGrant.Parse("groups=moodle-admins:admin")!],
                Backchannel = University,
            },
        }, ("window", "0s"));
        Visit = await Visit.ToAsync(chromium, World, Phone ? Screen.PhoneLight : Screen.DesktopLight, script: Script);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
            await other.DisposeAsync();
        await Visit.DisposeAsync();
        await World.DisposeAsync();
        University.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class DesktopRound(Chromium chromium) : Round(chromium)
{
    internal override bool Phone => false;
    internal override bool Script => true;
}

/// <summary>On a phone nothing needs a script.</summary>
public sealed class PhoneRound(Chromium chromium) : Round(chromium)
{
    internal override bool Phone => true;
    internal override bool Script => false;
}
