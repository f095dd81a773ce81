using AppCrueNotify.Console;
using AppCrueNotify.Console.Login;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Console.Login;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>A world in which everything is done once, at one width; and the window at which it is done.</summary>
/// <param name="chromium">The browser.</param>
public abstract class Round(Chromium chromium) : IAsyncLifetime
{
    private int _numbers;

    internal OpenIdProvider University { get; } = new();

    internal ConsoleWorld World { get; private set; } = null!;

    internal Visit Visit { get; private set; } = null!;

    internal abstract bool Phone { get; }

    /// <summary>Whether the pages' scripts run.</summary>
    internal abstract bool Script { get; }

    /// <summary>A number that nothing else in this world has.</summary>
    internal int Number() => 1000 + Interlocked.Increment(ref _numbers);

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
        });
        Visit = await Visit.ToAsync(chromium, World, Phone ? Screen.PhoneLight : Screen.DesktopLight, script: Script);
    }

    public async ValueTask DisposeAsync()
    {
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
