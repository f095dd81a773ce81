using System.Net;
using AppCrueNotify.Problems;
using AppCrueNotify.Tests.Hosting;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Intake;

public sealed class FreeSpaceFloorTests
{
    [Fact]
    public async Task Below_the_floor_messages_are_refused_until_space_is_free_again()
    {
        using var probe = new TempDirectory();
        // The floor lies 48 MiB under what is free now; a file of 96 MiB goes below it, and its end heals.
        var floor = new DriveInfo(probe.Path).AvailableFreeSpace - (48L * 1024 * 1024);
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Storage = o.Storage with { FreeSpaceFloor = floor } }, ("window", "5min"));
        Assert.Equal(["before queued"], await gateway.TakeAsync([Message("before", 1)]));
        await using (var ballast = new FileStream(probe.File("ballast"), FileMode.Create))
            await ballast.WriteAsync(new byte[96 * 1024 * 1024], GatewayFixture.Cancellation);
        HttpResponseMessage answer = null!;
        await GatewayFixture.UntilAsync(async () => (answer = await gateway.PostAsync(Request(Message($"full", 2)))).StatusCode == HttpStatusCode.ServiceUnavailable);
        await IntakeErrorsTests.AssertAsync(Problem.CannotStore, answer);
        using var ready = await gateway.Client().GetAsync("/health/ready", GatewayFixture.Cancellation);
        await IntakeErrorsTests.AssertAsync(Problem.CannotStore, ready);
        File.Delete(probe.File("ballast"));
        await GatewayFixture.UntilAsync(async () => (await gateway.PostAsync(Request(Message("healed", 3)))).StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(["before duplicate"], await gateway.TakeAsync([Message("before", 1)]));
    }
}
