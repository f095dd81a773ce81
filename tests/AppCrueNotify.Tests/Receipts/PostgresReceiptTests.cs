using AppCrueNotify.Receipts;
using AppCrueNotify.Tests.Storage.Postgres;
using TwinPush.Simulator.Devices;

namespace AppCrueNotify.Tests.Receipts;

/// <summary>The same on PostgreSQL.</summary>
[Trait("Category", "Server")]
public sealed class PostgresReceiptTests : ReceiptTests
{
    private protected override async Task<ReceiptsWorld> StartAsync(ReceiptsOptions? options = null, PhoneBehaviour? phones = null) =>
        await ReceiptsWorld.StartAsync(options, phones, await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken));
}
