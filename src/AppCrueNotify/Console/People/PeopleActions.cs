using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.People;

/// <summary><c>/people</c>: who may use the console.</summary>
internal sealed class PeopleActions(AccountDirectory accounts, UserManager<Account> users, LoginLinks links, IActivityLog activity, ConsoleOptions options, TimeProvider time, IStringLocalizer<PeopleText> words)
{
    private const string Path = "/people";
    private static readonly PageNeeds Needs = new(ConsoleRole.Admin, EverySite: true);

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<PeopleActions>(Path, Needs, (actions, request, cancellation) => actions.ShowAsync(request, null, cancellation));
        routes.Action<PeopleActions>("/people/add", Needs, (actions, request, cancellation) => actions.AddAsync(request, cancellation));
        routes.Page<PeopleActions>("/people/{id}", Needs, (actions, request, cancellation) => actions.WithAsync(request, a => Task.FromResult(request.Show<PersonPage>(new PersonModel { Account = a })), cancellation));
        routes.Action<PeopleActions>("/people/{id}/save", Needs, (actions, request, cancellation) => actions.WithAsync(request, a => actions.SaveAsync(request, a, cancellation), cancellation));
        routes.Action<PeopleActions>("/people/{id}/link", Needs, (actions, request, cancellation) => actions.WithAsync(request, a => actions.LinkAsync(request, a, "people.link", cancellation), cancellation));
        routes.Action<PeopleActions>("/people/{id}/disable", Needs, (actions, request, cancellation) => actions.WithAsync(request, a => actions.DisableAsync(request, a, cancellation), cancellation));
        routes.Action<PeopleActions>("/people/{id}/enable", Needs, (actions, request, cancellation) => actions.WithAsync(request, a => actions.EnableAsync(request, a, cancellation), cancellation));
    }

    private async Task<IResult> WithAsync(ConsoleRequest request, Func<Account, Task<IResult>> act, CancellationToken cancellationToken) =>
        await accounts.ByIdAsync(request.Route("id"), cancellationToken) is { } account ? await act(account) : ConsoleRequest.NotFound();

    private async Task<IResult> ShowAsync(ConsoleRequest request, string? wrong, CancellationToken cancellationToken) =>
        request.Show<PeoplePage>(new PeopleModel { Accounts = await accounts.AllAsync(cancellationToken), Wrong = wrong }, wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private async Task<IResult> AddAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var account = new Account { Name = request.Form("name"), CreatedAt = time.GetUtcNow() };
        if (account.Name.Length is 0 or > 100 || account.Name.Any(char.IsControl))
            return await ShowAsync(request, words["NameNeeded"], cancellationToken);
        if (!Grant(request, account))
            return await ShowAsync(request, words["SiteNeeded"], cancellationToken);
        if (!(await users.CreateAsync(account)).Succeeded)
            return await ShowAsync(request, words["NameTaken"], cancellationToken);
        return await LinkAsync(request, account, "people.add", cancellationToken);
    }

    private async Task<IResult> SaveAsync(ConsoleRequest request, Account account, CancellationToken cancellationToken)
    {
        var was = (account.Role, account.EverySite);
        if (!Grant(request, account))
            return request.Refused(Of(account), words["SiteNeeded"]);
        if (was is (ConsoleRole.Admin, true) && (account.Role, account.EverySite) != was && await IsLastAsync(account, cancellationToken))
            return request.Refused(Of(account), words["LastAdmin"]);
        await accounts.SaveAsync(account, cancellationToken);
        await activity.WriteAsync(request.Access, "people.save", null, $"{account.Name}: {account.Role.Word()}", null, cancellationToken);
        return request.Done(Path, words["Saved", account.Name]);
    }

    /// <summary>Shows the new link, once: it is not stored.</summary>
    private async Task<IResult> LinkAsync(ConsoleRequest request, Account account, string what, CancellationToken cancellationToken)
    {
        var path = await links.CreateAsync(new() { AccountId = account.Id, Who = account.Name }, LoginLinks.ForPeople, cancellationToken);
        await activity.WriteAsync(request.Access, what, null, $"{account.Name}: {account.Role.Word()}", null, cancellationToken);
        return request.Show<PersonPage>(new PersonModel { Account = account, Link = new Uri(options.AddressOf(request.Http.Request), path).ToString() });
    }

    private async Task<IResult> DisableAsync(ConsoleRequest request, Account account, CancellationToken cancellationToken)
    {
        if (account.Id == request.Access.Id || (account is { Role: ConsoleRole.Admin, EverySite: true } && await IsLastAsync(account, cancellationToken)))
            return request.Refused(Of(account), words["LastAdmin"]);
        account.DisabledAt ??= time.GetUtcNow();
        await users.UpdateSecurityStampAsync(account);
        await activity.WriteAsync(request.Access, "people.disable", null, account.Name, null, cancellationToken);
        return request.Done(Path, words["Disabled", account.Name]);
    }

    private async Task<IResult> EnableAsync(ConsoleRequest request, Account account, CancellationToken cancellationToken)
    {
        (account.DisabledAt, account.LockedUntil, account.Failures) = (null, null, 0);
        await accounts.SaveAsync(account, cancellationToken);
        await activity.WriteAsync(request.Access, "people.enable", null, account.Name, null, cancellationToken);
        return request.Done(Path, words["Enabled", account.Name]);
    }

    /// <summary>Takes role and sites from the form; false when they are incomplete.</summary>
    private static bool Grant(ConsoleRequest request, Account account)
    {
        if (ConsoleRoles.Parse(request.Form("role")) is not { } role)
            return false;
        var chosen = request.Http.Request.Form["sites"].Select(s => long.TryParse(s, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).ToHashSet();
        (account.Role, account.EverySite) = (role, request.Form("every") == "1");
        account.Sites = account.EverySite ? [] : [.. request.Sites.Select(s => s.Id).Where(chosen.Contains)];
        return account.EverySite || account.Sites.Count > 0;
    }

    private async Task<bool> IsLastAsync(Account account, CancellationToken cancellationToken) =>
        !(await accounts.AllAsync(cancellationToken)).Any(a => a.Id != account.Id && a is { Role: ConsoleRole.Admin, EverySite: true, DisabledAt: null });

    private static string Of(Account account) => $"{Path}/{account.Id}";
}

/// <summary>What the list shows.</summary>
internal sealed record PeopleModel
{
    public required IReadOnlyList<Account> Accounts { get; init; }
    public string? Wrong { get; init; }
}

/// <summary>What one person's page shows.</summary>
internal sealed record PersonModel
{
    public required Account Account { get; init; }

    /// <summary>A link that was just made.</summary>
    public string? Link { get; init; }
}
