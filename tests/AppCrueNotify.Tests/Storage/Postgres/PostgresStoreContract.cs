namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>The store's contract on PostgreSQL.</summary>
[Trait("Category", "Server")]
public sealed class PostgresStoreContract : StoreContract
{
    private protected override async Task<StoreWorld> OpenAsync() => await PostgresWorld.StartAsync(TestContext.Current.CancellationToken);
}
