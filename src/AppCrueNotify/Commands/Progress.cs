using Spectre.Console;

namespace AppCrueNotify.Commands;

/// <summary>Says on a terminal what is going on; in a pipe it is silent.</summary>
internal sealed class Progress
{
    private readonly StatusContext? _context;

    private Progress(StatusContext? context) => _context = context;

    /// <summary>Does the work with a moving sign on the terminal.</summary>
    public static async Task<T> ShowAsync<T>(string first, Func<Progress, Task<T>> work)
    {
        if (System.Console.IsOutputRedirected || System.Console.IsErrorRedirected)
            return await work(new(null));
        // On the error stream: standard output has results only.
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(System.Console.Error) });
        return await terminal.Status().StartAsync(Markup.Escape(first), context => work(new(context)));
    }

    public void Say(string sentence)
    {
        if (_context is not null)
            _context.Status = Markup.Escape(sentence);
    }
}
