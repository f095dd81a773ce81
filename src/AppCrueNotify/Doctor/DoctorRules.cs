using AppCrueNotify.Sites;

namespace AppCrueNotify.Doctor;

/// <summary>What the findings about a site mean. Pure.</summary>
internal static class DoctorRules
{
    /// <summary>A TwinPush that takes longer is called slow. 2 seconds.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    /// <summary>A message that has waited longer is worth a look: a gateway that runs takes what is due within seconds. 5 minutes.</summary>
    public static readonly TimeSpan LongWait = TimeSpan.FromMinutes(5);

    /// <summary>All checks, the worst first; within the same severity in the order of a push's way.</summary>
    public static IReadOnlyList<Check> Judge(Findings found) =>
    [
        .. new[]
            {
                State(found.Site), TwinPush(found.TwinPush), CreatorKey(found), ApiToken(found), ClockRules.Judge(found.TwinPush.Ahead, found.Moodle.Ahead),
                Moodle(found), PluginRules.Judge(found.Connection), Gateway(found), Accepted(found), Backlog(found),
            }
            .Concat(SettingRules.Judge(found.Site))
            .OrderByDescending(c => c.Severity),
    ];

    private static Check State(Site site) =>
        site.PauseReason is { } reason ? Check.Problem("site-paused", reason)
        : site.Settings.Enabled ? Check.Ok("site-on")
        : Check.Warning("site-off");

    private static Check TwinPush(WebAnswer answer) => answer switch
    {
        { Status: null } => Check.Problem("twinpush-away", answer.Trouble ?? ""),
        { Status: >= 500 } => Check.Problem("twinpush-trouble", answer.Status),
        _ when answer.Took > Slow => Check.Warning("twinpush-slow", answer.Took),
        _ => Check.Ok("twinpush-answers", answer.Took),
    };

    private static Check CreatorKey(Findings found) => found.CreatorKey.Verdict switch
    {
        KeyVerdict.Works => Check.Ok("creator-key-works"),
        KeyVerdict.Refused => Check.Problem("creator-key-refused"),
        KeyVerdict.UnknownApp => Check.Problem("app-unknown", found.Site.AppId),
        KeyVerdict.WrongAddress => Check.Problem("twinpush-not-api", found.Site.TwinPushUrl.ToString()),
        KeyVerdict.NotTold => Check.Warning("creator-key-not-told", found.CreatorKey.Reason),
    };

    private static Check ApiToken(Findings found) => found.ApiToken is { } answer ? ApiToken(answer) : Check.Warning("api-token-missing");

    private static Check ApiToken(KeyAnswer answer) => answer.Verdict switch
    {
        KeyVerdict.Works => Check.Ok("api-token-works"),
        KeyVerdict.Refused => Check.Problem("api-token-refused"),
        KeyVerdict.UnknownApp or KeyVerdict.WrongAddress or KeyVerdict.NotTold => Check.Warning("api-token-not-told", answer.Reason),
    };

    // The gateway never calls Moodle: that it cannot be reached from here need not hinder anybody.
    private static Check Moodle(Findings found) => found.Moodle switch
    {
        { Status: null } => Check.Warning("moodle-away", found.Site.MoodleUrl, found.Moodle.Trouble ?? ""),
        { RedirectsTo: { } other } when Origin(other) != Origin(new(found.Site.MoodleUrl)) => Check.Warning("moodle-elsewhere", found.Site.MoodleUrl, Origin(other)),
        { Status: 503 } => Check.Warning("moodle-maintenance"),
        { Status: >= 400 } => Check.Warning("moodle-trouble", found.Site.MoodleUrl, found.Moodle.Status),
        _ => Check.Ok("moodle-answers", found.Moodle.Took),
    };

    private static Check Gateway(Findings found)
    {
        if (found.Site.Settings.PublicUrl is not { } address || found.Gateway is not { } answer)
            return found.Site.Settings.UrlPattern.Length == 0 ? Check.Ok("address-not-needed") : Check.Warning("address-missing");
        if (address.IsLoopback)
            return Check.Problem("address-local", address.ToString());
        return answer is { Status: 200, Text: "live" } ? Check.Ok("address-answers", address.ToString())
            : Check.Warning("address-silent", address.ToString(), answer.Trouble ?? $"HTTP {answer.Status}");
    }

    private static Check Accepted(Findings found) => found.LastAccepted is { } at ? Check.Ok("accepted-at", at) : Check.Warning("accepted-never");

    private static Check Backlog(Findings found) => found.Backlog switch
    {
        { Waiting: 0 } => Check.Ok("backlog-empty"),
        { Oldest: { } oldest } when found.Now - oldest > LongWait + found.Site.Settings.Window => Check.Problem("backlog-old", found.Backlog.Waiting, found.Now - oldest),
        _ => Check.Ok("backlog-moves", found.Backlog.Waiting),
    };

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
