namespace AppCrueNotify.Storage;

/// <summary>Keys of the gateway that are not kept by the framework.</summary>
/// <param name="Links">Signs short links; the same on all nodes of a database, and stable.</param>
internal sealed record StorageKeys(byte[] Links);
