using System.Globalization;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Doctor;

/// <summary>What a check says, and what to do about it, in English; a console in other languages has its own words under the same codes.</summary>
internal sealed record DoctorWords(string Sentence, string? Advice = null)
{
    private const string Correct = "Correct it with 'appcrue-notify site set NAME' or on the site's page.";

    public static IReadOnlyDictionary<string, DoctorWords> All { get; } = new Dictionary<string, DoctorWords>
    {
        ["site-on"] = new("The site is switched on and not paused."),
        ["site-off"] = new("The site is switched off: every message of its Moodle is skipped.", "Set the setting 'enabled' to on when pushes should go out."),
        ["site-paused"] = new("The site is paused, nothing is sent: {0}", "Mend what the reason names, then send a test push: when TwinPush takes it, the site goes on by itself."),
        ["twinpush-answers"] = new("TwinPush answers, in {0}."),
        ["twinpush-slow"] = new("TwinPush answers slowly, in {0}.", "Look again later. If it stays so, ask TwinPush, or look for a proxy or a firewall between the two."),
        ["twinpush-trouble"] = new("TwinPush answers with an error of its own (HTTP {0}).", "Wait: messages are kept and tried again. If it lasts, ask TwinPush."),
        ["twinpush-away"] = new("TwinPush cannot be reached from here: {0}.", "Check the address, the name service, the firewall and any proxy of this machine. Messages are kept meanwhile."),
        ["twinpush-not-api"] = new("Nobody speaks TwinPush's API at {0}.", $"The address ends in /api/v2 and must not redirect. {Correct}"),
        ["app-unknown"] = new("TwinPush does not know the app id {0}.", $"Compare it with TwinPush's console. {Correct}"),
        ["creator-key-works"] = new("TwinPush takes the creator key (asked without sending anything)."),
        ["creator-key-refused"] = new("TwinPush refuses the creator key.", $"Copy the 'REST API Key Creator' anew from TwinPush's console. {Correct}"),
        ["creator-key-not-told"] = new("Whether the creator key is right cannot be told now. {0}", "Look again when TwinPush answers."),
        ["api-token-works"] = new("TwinPush takes the API token."),
        ["api-token-missing"] = new("The site has no API token: nobody learns what phones received, nor who has the app.", "Copy the 'REST API Token' from TwinPush's console into the site, if the university may have one."),
        ["api-token-refused"] = new("TwinPush refuses the API token.", $"Copy the 'REST API Token' anew from TwinPush's console. Sending goes on without it. {Correct}"),
        ["api-token-not-told"] = new("Whether the API token is right cannot be told now. {0}", "Look again when TwinPush answers."),
        ["clock-right"] = new("The clocks agree."),
        ["clock-untold"] = new("Nobody told the time, so the clock could not be compared.", "Look again when TwinPush or Moodle answer."),
        ["clock-own"] = new("This machine's clock is wrong by {0}: TwinPush and Moodle agree on another time.", "Set the clock and switch time synchronisation on (timedatectl set-ntp true). Messages expire too early or too late meanwhile."),
        ["clock-one"] = new("This machine's clock and the only other one that told its time differ by {0}.", "Compare both with a clock you trust, and switch time synchronisation on."),
        ["clock-all"] = new("All clocks differ: TwinPush's by {0} from this machine's, Moodle's by {1}.", "Check this machine's time synchronisation first (timedatectl), then Moodle's."),
        ["clock-twinpush"] = new("TwinPush's clock differs by {0}; Moodle's agrees with this machine.", "Nothing to do here. Times in TwinPush's reports are off by that."),
        ["clock-moodle"] = new("Moodle's clock differs by {0}; TwinPush's agrees with this machine.", "Switch time synchronisation on at Moodle's server."),
        ["moodle-answers"] = new("Moodle answers, in {0}."),
        ["moodle-away"] = new("Moodle ({0}) cannot be reached from here: {1}.", "If phones and browsers reach it, nothing is wrong: the gateway never needs to. Otherwise correct Moodle's address."),
        ["moodle-elsewhere"] = new("Moodle's address {0} sends visitors on to {1}.", "Write the address that Moodle itself has (its wwwroot), so that links open without a detour."),
        ["moodle-maintenance"] = new("Moodle says that it is under maintenance (HTTP 503).", "Nothing to do when the maintenance is planned."),
        ["moodle-trouble"] = new("Moodle's address {0} answers with an error (HTTP {1}).", "Open the address in a browser. If that works, something refuses this machine only; links still open on phones."),
        ["plugin-connected"] = new("Moodle connected: plugin {0}, Moodle {1}, last on {2}."),
        ["plugin-old"] = new("Moodle's plugin is {0}; {1} came with this gateway. It connected last on {2}.", "Install the newer plugin in Moodle, then press 'Connect' in its settings. Messages are taken meanwhile."),
        ["plugin-newer"] = new("Moodle's plugin is {0}, newer than {1}, which came with this gateway.", "Update the gateway. Messages are taken meanwhile; what is new in the plugin may not work yet."),
        ["plugin-unknown"] = new("Moodle's plugin calls itself '{0}', which is no release this gateway knows; {1} came with it.", "Install the plugin that came with the gateway, then press 'Connect' in its settings."),
        ["plugin-never"] = new("Moodle never connected.", "Install the plugin, write the gateway's address and the site's token into its settings, and press 'Connect'."),
        ["address-not-needed"] = new("The site has no public address for short links and no link pattern that needs one."),
        ["address-missing"] = new("The site writes links by a pattern and has no public address: links that grow too long are sent without the pattern.", "Set 'public-url' to the gateway's address as phones reach it."),
        ["address-answers"] = new("The gateway answers at its public address {0}."),
        ["address-local"] = new("The public address {0} is this machine only: no phone can open short links.", "Set 'public-url' to the gateway's address as phones reach it."),
        ["address-silent"] = new("The gateway was not found at its public address {0} ({1}).", "Open the address with /health/live on a phone: it should say 'live'. Some networks only let outside visitors in; then nothing is wrong."),
        ["accepted-at"] = new("TwinPush accepted a push of this site last on {0}."),
        ["accepted-never"] = new("TwinPush has not accepted a push of this site among the last attempts.", "Send a test push to yourself."),
        ["backlog-empty"] = new("Nothing waits."),
        ["backlog-moves"] = new("{0} messages wait, none of them for long."),
        ["backlog-old"] = new("{0} messages wait, the oldest for {1}.", "Mend what stands above. If all else is well, look at the gateway's log: does it run?"),
        ["settings-agree"] = new("The settings agree with each other."),
        ["settings-window"] = new("Messages wait {0} for company and expire after {1}: they expire before they leave.", "Make 'window' shorter than 'expire-after'."),
        ["settings-window-component"] = new("Messages of {2} wait {0} for company and expire after {1}: they expire before they leave.", "Make 'window' shorter than 'expire-after' of this component."),
        ["settings-pattern"] = new("The link pattern {0} has no {{url}} and no {{relurl}}: all pushes lead to the same page.", "Put {url} where the link belongs, or empty 'url-pattern'."),
        ["settings-template"] = new("The template {0} cannot be read any more: the built-in words are used.", "Write it anew, or empty it."),
        ["settings-same-key"] = new("The API token is the creator key: TwinPush has two different ones.", "Copy the 'REST API Token' from TwinPush's console."),
        ["settings-open-twinpush"] = new("The keys travel to {0} without encryption.", "Use TwinPush's address with https://."),
        ["settings-open-address"] = new("The public address {0} is not encrypted: phones may refuse to open it.", "Give the gateway a certificate and write its address with https://."),
        ["settings-open-moodle"] = new("Moodle's address {0} is not encrypted: phones may refuse to open it.", "Write Moodle's address with https:// if it has one."),
    };

    /// <summary>What the check says, in English.</summary>
    public static string Say(Check check) => string.Format(CultureInfo.InvariantCulture, All[check.Code].Sentence, [.. check.Values.Select(Plain)]);

    /// <summary>What to do; null when nothing is.</summary>
    public static string? WhatToDo(Check check) => All[check.Code].Advice;

    private static object Plain(object value) => value switch
    {
        DateTimeOffset time => time.ToString("u", CultureInfo.InvariantCulture),
        TimeSpan span => Roughly(span.Duration()),
        _ => value,
    };

    private static string Roughly(TimeSpan span) => SettingValues.Words(span switch
    {
        { TotalSeconds: < 1 } => TimeSpan.FromMilliseconds(Math.Max(1, (long)span.TotalMilliseconds)),
        { TotalMinutes: < 2 } => TimeSpan.FromSeconds((long)span.TotalSeconds),
        { TotalHours: < 2 } => TimeSpan.FromMinutes((long)span.TotalMinutes),
        { TotalDays: < 2 } => TimeSpan.FromHours((long)span.TotalHours),
        _ => TimeSpan.FromDays((long)span.TotalDays),
    });
}
