namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>The store's contract on SQLite.</summary>
public sealed class SqliteStoreContract : StoreContract
{
    private protected override Task<StoreWorld> OpenAsync() => Task.FromResult<StoreWorld>(new SqliteWorld());
}
