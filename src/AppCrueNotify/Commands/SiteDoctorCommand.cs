using System.CommandLine;
using System.Text.Json;
using AppCrueNotify.Doctor;

namespace AppCrueNotify.Commands;

/// <summary><c>site doctor</c>: what is wrong with a site, and what to do.</summary>
internal static class SiteDoctorCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The site." };
        var json = SharedOptions.Json();
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "doctor",
            "Examines a site without sending anything: credentials, clock, TwinPush, Moodle and its plugin, addresses, settings, backlog. Exit code 1 when there is a problem.",
            "appcrue-notify site doctor campus")
        { name, json };
        storage.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            var diagnosis = await store.Get<SiteDoctor>().ExamineAsync(site, cancellation);
            await System.Console.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(DoctorReport.Of(diagnosis), CommandJson.Page.DoctorReport) : Text(diagnosis));
            return diagnosis.Worst == Severity.Problem ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static string Text(Diagnosis diagnosis) => string.Join('\n', diagnosis.Checks.Select(check =>
        $"{Mark(check.Severity),-8} {DoctorWords.Say(check)}{(DoctorWords.WhatToDo(check) is { } advice ? $"\n         What to do: {advice}" : "")}"));

    private static string Mark(Severity severity) => severity switch
    {
        Severity.Ok => "ok",
        Severity.Warning => "warning",
        Severity.Problem => "PROBLEM",
    };
}

/// <summary>A diagnosis for programs. docs/operating.md describes the form.</summary>
internal sealed record DoctorReport(string Site, DateTimeOffset At, string Worst, IReadOnlyList<DoctorLine> Checks)
{
    public static DoctorReport Of(Diagnosis diagnosis) => new(
        diagnosis.Site, diagnosis.At, Word(diagnosis.Worst),
        [.. diagnosis.Checks.Select(c => new DoctorLine(c.Code, Word(c.Severity), DoctorWords.Say(c), DoctorWords.WhatToDo(c)))]);

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}

/// <summary>One check: its stable code, <c>ok</c>, <c>warning</c> or <c>problem</c>, and the words.</summary>
internal sealed record DoctorLine(string Code, string Severity, string Says, string? WhatToDo);
