using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.MyAccount;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Passkeys;

/// <summary>One's own passkeys, under "My account": new ones, their names, and their end.</summary>
internal sealed class PasskeyActions(
    UserManager<Account> users, SignInManager<Account> signIn, AccountDirectory accounts, PasskeyDirectory passkeys, IActivityLog activity, IStringLocalizer<PasskeyText> words)
{
    public const string Path = "/account/passkeys";
    public const string Options = Path + "/options";

    public static void Map(ConsoleRoutes routes)
    {
        routes.Action<PasskeyActions>(Options, new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.OptionsAsync(request, cancellation));
        routes.Action<PasskeyActions>(Path, new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.AddAsync(request, cancellation));
        routes.Action<PasskeyActions>(Path + "/rename", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.RenameAsync(request, cancellation));
        routes.Action<PasskeyActions>(Path + "/remove", new(ConsoleRole.Viewer), (actions, request, cancellation) => actions.RemoveAsync(request, cancellation));
    }

    private async Task<IResult> OptionsAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        return TypedResults.Text(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = account.Id, Name = account.Name, DisplayName = account.Name }), "application/json");
    }

    private async Task<IResult> AddAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account)
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if ((await passkeys.OfAsync(account.Id, cancellationToken)).Count >= PasskeyDirectory.Most)
            return request.Refused(AccountActions.Path, words["Enough", PasskeyDirectory.Most]);
        // Made for this account: a question that was asked for another, in the same browser, does not count.
        if (await ProveAsync(request, cancellationToken) is not { Succeeded: true } proof || proof.UserEntity.Id != account.Id)
            return request.Refused(AccountActions.Path, words["NotMade"]);
        proof.Passkey.Name = Name(request) is { Length: > 0 } name ? name : words["Unnamed"];
        await users.AddOrUpdatePasskeyAsync(account, proof.Passkey);
        await activity.WriteAsync(request.Access, "account.passkey-new", null, proof.Passkey.Name, null, cancellationToken);
        return request.Done(AccountActions.Path, words["Made"]);
    }

    private async Task<IResult> RenameAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (Name(request) is not { Length: > 0 } name || !await passkeys.RenameAsync(request.Access.Id, request.Form("id"), name, cancellationToken))
            return request.Refused(AccountActions.Path, words["NotRenamed"]);
        await activity.WriteAsync(request.Access, "account.passkey-name", null, name, null, cancellationToken);
        return request.Done(AccountActions.Path, words["Renamed"]);
    }

    private async Task<IResult> RemoveAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await accounts.ByIdAsync(request.Access.Id, cancellationToken) is not { } account || !await passkeys.RemoveAsync(account.Id, request.Form("id"), cancellationToken))
            return request.Refused(AccountActions.Path, words["NotThere"]);
        // Perhaps its device is in other hands: what it has opened ends, this session goes on.
        await users.UpdateSecurityStampAsync(account);
        await signIn.RefreshSignInAsync(account);
        await activity.WriteAsync(request.Access, "account.passkey-end", null, null, null, cancellationToken);
        return request.Done(AccountActions.Path, words["Removed"]);
    }

    private async Task<PasskeyAttestationResult?> ProveAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Form("credential") is not { Length: > 0 } credential)
            return null;
        try
        {
            return await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // The framework's way to say that nothing was asked before, or another question.
            return null;
        }
    }

    // Without what PostgreSQL's text cannot hold and no eye can see.
    private static string Name(ConsoleRequest request)
    {
        var name = new string([.. request.Form("name").Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return name.Length > PasskeyDirectory.LongestName ? name[..PasskeyDirectory.LongestName] : name;
    }
}
