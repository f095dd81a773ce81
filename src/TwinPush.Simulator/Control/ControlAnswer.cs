namespace TwinPush.Simulator.Control;

internal sealed record ControlAnswer(int Status, object Body)
{
    public static ControlAnswer Done { get; } = new(200, new { });

    public static ControlAnswer Ok(object body) => new(200, body);
}
