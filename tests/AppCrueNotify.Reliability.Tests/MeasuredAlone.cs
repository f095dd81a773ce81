namespace AppCrueNotify.Reliability.Tests;

/// <summary>What measures this process, and so must be alone in it.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
