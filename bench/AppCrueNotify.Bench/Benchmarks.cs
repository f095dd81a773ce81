using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AppCrueNotify.Bench;

/// <summary>Runs what the arguments name: <c>dotnet run -c Release --project bench/AppCrueNotify.Bench -- --filter '*Composition*'</c>.</summary>
internal static class Benchmarks
{
    // In this process: the solution's central packages and lock files would refuse BenchmarkDotNet's generated projects.
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Benchmarks).Assembly)
        .Run(args, DefaultConfig.Instance.AddJob(Job.ShortRun.WithWarmupCount(12).WithIterationCount(8).WithToolchain(InProcessEmitToolchain.Instance)).WithOptions(ConfigOptions.JoinSummary));
}
