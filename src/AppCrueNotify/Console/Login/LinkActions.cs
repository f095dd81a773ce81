using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Login;

/// <summary><c>/login/link</c>: a link that opens the console once. Looking at it does nothing; its button does.</summary>
internal sealed class LinkActions(LoginLinks links, AccountDirectory accounts, PasskeyDirectory passkeys, UserManager<Account> users, SiteDirectory sites, Sessions sessions, LoginTries tries, TimeProvider time, IStringLocalizer<LoginText> words)
{
    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<LinkActions>(LoginLinks.Path, new(null), (_, request, _) => Task.FromResult(request.Show<LinkPage>(new LinkModel(request.Query("code") ?? ""))));
        routes.Action<LinkActions>(LoginLinks.Path, new(null), (link, request, cancellation) => link.OpenAsync(request, cancellation));
    }

    private async Task<IResult> OpenAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (!tries.Take(request.Http))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await links.UseAsync(request.Form("code"), cancellationToken) is not { } grant)
            return request.Refused(LoginPath.Plain, words["LinkWrong"]);
        if (grant.SiteId is { } siteId)
        {
            if (await sites.FindAsync(siteId, cancellationToken) is not { } site)
                return request.Refused(LoginPath.Plain, words["LinkWrong"]);
            await sessions.BeginAsGuestAsync(site, grant.Who, cancellationToken);
            return request.Go("/");
        }

        var account = grant.AccountId is { } id ? await accounts.ByIdAsync(id, cancellationToken) : await FirstAsync(grant.Who, cancellationToken);
        if (account is not { DisabledAt: null })
            return request.Refused(LoginPath.Plain, words["LinkWrong"]);
        // Who needed a link has lost the password, or somebody else has it: it no longer counts, nor do passkeys.
        account.PasswordHash = null;
        await passkeys.ForgetAsync(account.Id, cancellationToken);
        await sessions.BeginAsync(account, "login.link", cancellationToken);
        return account.PasswordHash is null && account.LoginKey is null ? request.Done("/account", words["Welcome"]) : request.Go("/account");
    }

    private async Task<Account?> FirstAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await users.FindByNameAsync(name) is { } existing)
            return existing;
        var account = new Account { Name = name, Role = ConsoleRole.Admin, EverySite = true, CreatedAt = time.GetUtcNow() };
        return (await users.CreateAsync(account)).Succeeded ? account : null;
    }
}

/// <summary>The link's code.</summary>
internal sealed record LinkModel(string Code);
