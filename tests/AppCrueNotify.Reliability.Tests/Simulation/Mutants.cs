using System.Reflection;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>Stores that break one promise each: the history check has to find them.</summary>
internal static class Mutants
{
    private static RecipientChange[] Again { get; } = [new RecipientChange.Requeue(null, "again", DateTimeOffset.UnixEpoch, CountsAsTry: true, CountsAsUnknown: false, PackGroup: null)];

    public static IDispatchStore None(SimulatedStore store, IDispatchStore real) => real;

    public static IDispatchStore RetriesUnknownBlindly(SimulatedStore store, IDispatchStore real) =>
        Completing(real, c => c.Outcome == Outcome.Unknown ? c with { Outcome = Outcome.Unavailable, RepeatPossible = false, Changes = Again } : c);

    public static IDispatchStore TakesOrphansForUnsent(SimulatedStore store, IDispatchStore real) =>
        Completing(real, c => c.Reason.Contains("gateway stopped", StringComparison.Ordinal) ? c with { Outcome = Outcome.NotSent, RepeatPossible = false, Changes = Again } : c);

    public static IDispatchStore ForgetsWhatHasToWait(SimulatedStore store, IDispatchStore real) =>
        Completing(real, c => c.Outcome == Outcome.Unavailable ? c with { Changes = [] } : c);

    public static IDispatchStore TakesRejectedForSent(SimulatedStore store, IDispatchStore real) =>
        Completing(real, c => c.Outcome == Outcome.Rejected ? c with { Changes = [new RecipientChange.Settle(null, RecipientState.Sent, "sent")] } : c);

    public static IDispatchStore PostsBeforeThatIsWritten(SimulatedStore store, IDispatchStore real) =>
        Altered.Of(real, (call, _, proceed) => call == nameof(IDispatchStore.BeginPostingAsync) ? Task.FromResult(true) : proceed());

    public static IDispatchStore SendsTheLastMessageOfAUserFirst(SimulatedStore store, IDispatchStore real) =>
        Altered.Of(real, (call, args, proceed) => call == nameof(IDispatchStore.PeekAsync) ? Task.FromResult(Latest(store, (long)args[0]!, (DateTimeOffset)args[1]!)) : proceed());

    private static IDispatchStore Completing(IDispatchStore real, Func<Completion, Completion> change) => Altered.Of(real, (call, args, proceed) =>
    {
        if (call == nameof(IDispatchStore.CompleteAsync))
            args[0] = change((Completion)args[0]!);
        return proceed();
    });

    private static IReadOnlyList<DueRecipient> Latest(SimulatedStore store, long site, DateTimeOffset horizon) => SimulatedStore.Wait(store.Database.ReadAsync<IReadOnlyList<DueRecipient>>(
        connection =>
        {
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Numbers of the test's own.
            command.CommandText = $"""
                SELECT max(id), push_id, alias, user_id, due_at, expires_at, priority, tries, unknowns, pack_group FROM recipient
                WHERE site_id = {site} AND state = 'waiting' AND due_at <= {horizon.ToUnixTimeMilliseconds()} GROUP BY user_id
                """;
#pragma warning restore CA2100
            using var rows = (Microsoft.Data.Sqlite.SqliteDataReader)command.ExecuteReader();
            var latest = new List<DueRecipient>();
            while (rows.Read())
                latest.Add(SqliteDispatchStore.MapDue(rows));
            return latest;
        },
        CancellationToken.None));

    /// <summary>A store of which some calls do something else.</summary>
#pragma warning disable CA1852 // The framework derives from it.
    internal class Altered : DispatchProxy
#pragma warning restore CA1852
    {
        private Func<string, object?[], Func<object?>, object?> _call = null!;
        private IDispatchStore _real = null!;

        public static IDispatchStore Of(IDispatchStore real, Func<string, object?[], Func<object?>, object?> call)
        {
            var altered = Create<IDispatchStore, Altered>();
            ((Altered)altered)._call = call;
            ((Altered)altered)._real = real;
            return altered;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            _call(targetMethod!.Name, args!, () => targetMethod.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, args, null));
    }
}
