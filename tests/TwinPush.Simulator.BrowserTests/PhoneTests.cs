using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwinPush.Simulator.BrowserTests;

[Trait("Category", "Browser")]
public sealed class PhoneTests(Chromium chromium)
{
    private const string Link = "https://campus.example/mod/forum/discuss.php?d=1&x=2#p1";

    [Theory]
    [ClassData(typeof(EveryScreen))]
    public Task Pushes_are_opened_read_and_removed(Screen screen) => OpenReadAndRemoveAsync(screen, script: true);

    [Theory]
    [InlineData(Screen.DesktopLight)]
    [InlineData(Screen.PhoneDark)]
    public Task Pushes_are_opened_read_and_removed_without_JavaScript(Screen screen) => OpenReadAndRemoveAsync(screen, script: false);

    private async Task OpenReadAndRemoveAsync(Screen screen, bool script)
    {
        await using var visit = await Visit.StartAsync(chromium, screen, script);
        visit.State.RegisterPhone("ana", "ios");
        string room = await visit.SendAsync("ana", "Cambio de aula", "El examen será en el aula 2.1.", Link);
        string grade = await visit.SendAsync("ana", "Nota publicada", "Práctica 1: 8,5.");
        string chat = await visit.SendAsync("ana", "Íñigo", "¿Cuándo es la revisión?");

        // From the overview to the phone, as a person would.
        await visit.Page.GotoAsync("/");
        await visit.Page.Locator(".tiles a").ClickAsync();
        await Expect(visit.LockScreen.Locator(".title")).ToHaveTextAsync(["Íñigo", "Nota publicada", "Cambio de aula"]);
        await Expect(visit.Inbox.Locator("h2")).ToHaveTextAsync(["Íñigo", "Nota publicada", "Cambio de aula"]);
        Assert.Null(visit.OpenedAt("ana", room));
        await visit.AssertSoundAsync();

        // Touching a push opens it, counts as opened and shows where it leads.
        await visit.LockScreen.Filter(new() { HasText = "Cambio de aula" }).ClickAsync();
        await Expect(visit.Sheet.Locator(".alert")).ToHaveTextAsync("El examen será en el aula 2.1.");
        await Expect(visit.Sheet.Locator("a.opens")).ToHaveAttributeAsync("href", Link);
        await Expect(visit.Sheet.Locator("a.opens bdi")).ToHaveTextAsync(Link);
        Assert.Equal(visit.Clock.GetUtcNow(), visit.OpenedAt("ana", room));
        await Expect(visit.Row("Cambio de aula").Locator(".mark")).ToHaveTextAsync("Opened");
        await Expect(visit.LockScreen).ToHaveCountAsync(2);
        await visit.AssertSoundAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Done" }).ClickAsync();
        await Expect(visit.Sheet).ToHaveCountAsync(0);

        await visit.Row("Nota publicada").GetByRole(AriaRole.Button, new() { Name = "Mark as read" }).ClickAsync();
        await Expect(visit.LockScreen.Locator(".title")).ToHaveTextAsync(["Íñigo"]);
        Assert.NotNull(visit.OpenedAt("ana", grade));
        Assert.Null(visit.OpenedAt("ana", chat));

        await visit.Row("Nota publicada").GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(visit.Inbox.Locator("h2")).ToHaveTextAsync(["Íñigo", "Cambio de aula"]);
        Assert.DoesNotContain(visit.State.Pushes("ana"), push => push.NotificationId == grade);

        await visit.Button("Mark 1 as read").ClickAsync();
        await Expect(visit.Page.GetByText("No new notifications")).ToBeVisibleAsync();
        Assert.NotNull(visit.OpenedAt("ana", chat));
        await visit.AssertSoundAsync();
    }

    [Fact]
    public async Task A_push_without_link_opens_the_app()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight);
        visit.State.RegisterPhone("ana");
        await visit.SendAsync("ana", "Aviso", "Hoy no hay clase.");
        await visit.GoToPhoneAsync("ana");
        await visit.Row("Aviso").GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(visit.Sheet.GetByText("Opens the app: this push has no link")).ToBeVisibleAsync();
        await Expect(visit.Sheet.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Done"]);
    }

    [Fact]
    public async Task Each_phone_of_a_person_has_its_lock_screen()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopDark);
        visit.State.RegisterPhone("ana", "ios");
        visit.State.RegisterPhone("ana", "android", withPushToken: false);
        await visit.SendAsync("ana", "Aviso", "Hoy no hay clase.");
        await visit.GoToPhoneAsync("ana");
        await Expect(visit.LockScreen).ToHaveCountAsync(1);

        await visit.Page.Locator(".chip", new() { HasText = "Android" }).ClickAsync();
        await Expect(visit.Page.GetByText("No push token: this device is silent and has its inbox only")).ToBeVisibleAsync();
        await Expect(visit.LockScreen).ToHaveCountAsync(0);
        await Expect(visit.Inbox).ToHaveCountAsync(1);
        await visit.AssertSoundAsync();
    }

    [Fact]
    public async Task More_than_fits_is_scrolled_inside_the_phone()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneDark);
        visit.State.RegisterPhone("ana");
        for (int i = 0; i < 23; i++)
            await visit.SendAsync("ana", "Aviso " + Visit.Number(i), "Hoy no hay clase. Se recupera el viernes a la misma hora.");
        await visit.GoToPhoneAsync("ana");
        await Expect(visit.LockScreen).ToHaveCountAsync(20);
        var more = visit.Page.GetByText("3 older notifications");
        await Expect(more).Not.ToBeInViewportAsync();
        await more.ScrollIntoViewIfNeededAsync();
        await Expect(more).ToBeInViewportAsync();
        Assert.True(await visit.Page.Locator(".pushes").EvaluateAsync<bool>("list => list.scrollTop > 0"));
        await visit.AssertSoundAsync();
    }

    [Fact]
    public async Task An_unknown_alias_is_told_so()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight, script: false);
        var answer = await visit.Page.GotoAsync(Visit.PathOf(new string('z', 300)));
        Assert.Equal(404, answer!.Status);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "All phones" }).ClickAsync();
        await Expect(visit.Page.GetByText("No phone is registered yet.")).ToBeVisibleAsync();
    }
}
