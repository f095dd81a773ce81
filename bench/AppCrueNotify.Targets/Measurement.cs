namespace AppCrueNotify.Targets;

/// <summary>One row of the table of targets.</summary>
internal abstract class Measurement
{
    public abstract string Name { get; }

    /// <summary>The target as docs/design.md words it.</summary>
    public abstract string Target { get; }

    public abstract Task<Figure> RunAsync(CancellationToken cancellationToken);
}

/// <summary>What was measured.</summary>
/// <param name="Text">With its unit.</param>
internal sealed record Figure(string Text, bool Reached);
