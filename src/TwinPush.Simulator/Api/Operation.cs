namespace TwinPush.Simulator.Api;

/// <summary>One operation of the API.</summary>
/// <param name="Name">Ours: for faults and the list of requests.</param>
/// <param name="Method">GET, POST, DELETE.</param>
/// <param name="Path">Below /api/v2/apps/{app}.</param>
/// <param name="Credential">What it asks for.</param>
/// <param name="Handle">Called under the state's lock; refuses with a <see cref="Refusal"/>.</param>
internal sealed record Operation(string Name, string Method, string Path, Credential Credential, Func<ApiCall, Answer> Handle);
