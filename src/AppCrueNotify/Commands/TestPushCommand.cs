using System.CommandLine;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Notifications;

namespace AppCrueNotify.Commands;

/// <summary><c>test-push</c>: one push, now, past the queue.</summary>
internal static class TestPushCommand
{
    private const int LongestLink = 180;

    public static Command Create()
    {
        var name = SharedOptions.Site();
        var alias = new Option<string>("--alias") { Description = "The user as TwinPush knows it.", HelpName = "ALIAS", Required = true };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "test-push",
            "Sends one push to a user's phones now and says what TwinPush answered. When TwinPush takes it, a paused site is resumed.",
            "appcrue-notify test-push --site campus --alias ana.garcia")
        { name, alias, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            var who = parsed.GetRequiredValue(alias).Trim();
            var answer = await SendAsync(site, who, cancellation);
            if (answer.Outcome != Outcome.Accepted)
                throw new CommandFailedException($"Not sent: {answer.Reason}\n{Advice(answer, site, who)}");
            await System.Console.Out.WriteLineAsync($"TwinPush accepted the push as notification {answer.NotificationId}. The phones of {who} should show it within seconds.");
            if (await store.Get<IDispatchStore>().ResumeSiteAsync(site.Id, cancellation))
                await System.Console.Out.WriteLineAsync($"Site '{site.Name}' was paused and sends again.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<Answer> SendAsync(Site site, string alias, CancellationToken cancellationToken)
    {
        using var clients = TwinPushClientFactory.CreateStandalone();
        try
        {
            return Answer.Accepted((await clients.Create(site).CreateNotificationAsync(Build(site, alias), cancellationToken)).Id);
        }
        catch (TwinPushException e)
        {
            return Answer.Of(e);
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"--alias '{alias}', or the site's own values, cannot be sent to TwinPush: {e.Message}");
        }
    }

    private static NewNotification Build(Site site, string alias) => new()
    {
        Title = "AppCrueNotify",
        Alert = "Test: pushes from Moodle reach this phone.",
        Target = NotificationTarget.Aliases([alias]),
        GroupName = site.Settings.GroupName,
        Inbox = true,
        CustomProperties = Link(site),
        DeliverySpeed = site.Settings.TwinPushSpeed(),
    };

    /// <summary>To Moodle's front page; a test can do without a link that does not fit.</summary>
    private static CustomProperties? Link(Site site) => site.MoodleUrl.Length > LongestLink
        ? null
        : CustomProperties.From([new("target", site.Settings.OpenInWebview ? "webview" : "webview_external"), new("target_id", site.MoodleUrl)]);

    private static string Advice(Answer answer, Site site, string alias) => answer.Outcome switch
    {
        Outcome.Accepted => "",
        Outcome.NoTarget => $"TwinPush knows no phone with the alias '{alias}'. Has this person installed the app and logged in? Is the alias the one that the app registers (the setting 'Alias field' of Moodle's plugin)?",
        Outcome.Rejected when answer.UnknownAliases.Count > 0 => $"TwinPush does not know the alias '{alias}'. Has this person installed the app and logged in?",
        Outcome.Rejected => "TwinPush refuses the push itself. Look at the site's settings with 'appcrue-notify site list'.",
        Outcome.Misconfigured => $"Compare the app id, the creator key and the address with TwinPush's console, then correct them: appcrue-notify site set '{site.Name}' --creator-key-file FILE (or --app-id, --twinpush-url).",
        Outcome.NotSent => $"Nothing left this machine. Can it reach {site.TwinPushUrl}? Check the name, the firewall and any proxy; correct the address with 'appcrue-notify site set'.",
        Outcome.Unavailable => "TwinPush is busy or away. Try again in a while; the queue does so by itself.",
        Outcome.Unknown => "Nobody knows whether it was sent: look at the phone before you try again.",
    };
}
