// Most of these proofs wait for programs that start, die and come back: more of them at once than there are processors.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace AppCrueNotify.Reliability.Tests;

/// <summary>What measures this process, and so must be alone in it.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
