using System.CommandLine;

namespace AppCrueNotify.Commands;

/// <summary>Reads secrets given directly, by file or by standard input, so that they need not stand in a shell's history.</summary>
internal sealed class SecretInput
{
    private bool _standardInputRead;

    /// <summary>The secret without surrounding blanks; null when none was given.</summary>
    /// <exception cref="UsageException">It was given twice, or the file cannot be read.</exception>
    public async Task<string?> ReadAsync(ParseResult parsed, Option<string?> direct, Option<string?> file, CancellationToken cancellationToken)
    {
        var value = parsed.GetValue(direct);
        if (parsed.GetValue(file) is not { } path)
            return value?.Trim();
        if (value is not null)
            throw new UsageException($"Give either {direct.Name} or {file.Name}, not both.");
        if (path == "-")
        {
            if (_standardInputRead)
                throw new UsageException("Only one secret can come from standard input.");
            _standardInputRead = true;
            return (await System.Console.In.ReadLineAsync(cancellationToken))?.Trim() ?? throw new UsageException($"{file.Name} -: standard input is empty.");
        }

        try
        {
            return (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file.Name}: {e.Message}");
        }
    }
}
