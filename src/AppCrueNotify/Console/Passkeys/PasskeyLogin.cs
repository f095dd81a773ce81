using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Login;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.Passkeys;

/// <summary>Signing in with a passkey: the device has asked for finger, face or PIN, so it counts as both factors.</summary>
internal sealed class PasskeyLogin(SignInManager<Account> signIn, UserManager<Account> users, LoginTries tries, Sessions sessions, IStringLocalizer<PasskeyText> words)
{
    public const string Path = "/login/passkey";
    public const string Options = Path + "/options";

    public static void Map(ConsoleRoutes routes)
    {
        routes.Action<PasskeyLogin>(Options, new(null), (login, _, cancellation) => login.OptionsAsync(cancellation));
        routes.Action<PasskeyLogin>(Path, new(null), (login, request, cancellation) => login.EnterAsync(request, cancellation));
    }

    // For nobody in particular: the browser offers what it has for this host, and nobody learns which names there are.
    private async Task<IResult> OptionsAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return TypedResults.Text(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");
    }

    private async Task<IResult> EnterAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (!tries.Take(request.Http))
            return request.Refused(LoginPath.Plain, words["TooMany"]);
        // Wrong passwords of others do not lock a passkey out: it cannot be guessed.
        if (await ProveAsync(request, cancellationToken) is not { Succeeded: true, User.DisabledAt: null } proof)
            return request.Refused(LoginPath.Plain, words["Wrong"]);
        await users.AddOrUpdatePasskeyAsync(proof.User, proof.Passkey);
        await sessions.BeginAsync(proof.User, "login.passkey", cancellationToken);
        return request.Go(LocalPath.Of(request.Form("back")));
    }

    private async Task<PasskeyAssertionResult<Account>?> ProveAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (request.Form("credential") is not { Length: > 0 } credential)
            return null;
        try
        {
            return await signIn.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // The framework's way to say that nothing was asked before, or another question: an answer to nothing proves nothing.
            return null;
        }
    }
}
