using System.Diagnostics;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>Builds shim.c, once for all tests.</summary>
internal static class Shim
{
    private static readonly Lazy<string> Built = new(Build);

    public static string Library => Built.Value;

    private static string Build()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Running", "shim.c");
        var library = Path.Combine(AppContext.BaseDirectory, "shim.so");
        using var gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror", "-D_FILE_OFFSET_BITS=64", "-D_LARGEFILE64_SOURCE", "-o", library, source, "-ldl", "-pthread"]) { RedirectStandardError = true })!;
        var errors = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? library : throw new InvalidOperationException($"gcc: {errors}");
    }
}
