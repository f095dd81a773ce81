namespace TwinPush.Tests.Infrastructure;

/// <summary>A request as the server saw it on the wire.</summary>
public sealed record RawRequest(string Head, string Body)
{
    public string Method => Head.Split(' ')[0];

    public string Target => Head.Split(' ')[1];

    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim()).SingleOrDefault();
}
