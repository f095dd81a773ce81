using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using TwinPush.Transport;

namespace TwinPush;

/// <content>Walking through the pages of a list.</content>
public sealed partial class TwinPushClient
{
    /// <summary>The largest page that can be asked for: 1,000 entries. TwinPush may answer with fewer.</summary>
    public const int MaxPageSize = 1000;

    // More than any list can have; a server that never comes to an end must not keep the caller for ever.
    private const int MaxPages = 1_000_000;

    private async IAsyncEnumerable<T> ListAsync<T>(
        Operation operation, Query query, ReadOnlyMemory<byte>? body, JsonTypeInfo<T> type, int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Page<T>? before = null;
        for (var number = 1; number <= MaxPages; number++)
        {
            Page<T>? page;
            try
            {
                page = await PageAsync(operation, query.ForPage(number, pageSize), body, type, number, cancellationToken).ConfigureAwait(false);
            }
            catch (TwinPushException e) when (operation.FallbackMethod is not null && IsMissing(e))
            {
                operation = operation with { Method = operation.FallbackMethod, FallbackMethod = null };
                body = RequestBody.Empty;
                page = await PageAsync(operation, query.ForPage(number, pageSize), body, type, number, cancellationToken).ConfigureAwait(false);
            }

            operation = operation with { FallbackMethod = null };

            // Without a total, a page that repeats the one before comes from a server that does not page.
            if (page is null || (before is not null && page.TotalPages is null && page.Raw == before.Raw))
                yield break;
            foreach (var entry in page.Objects)
                yield return entry;
            if (page.IsLast(number, pageSize))
                yield break;
            before = page;
        }

        throw new TwinPushException(FailureKind.Unknown, $"TwinPush, {operation.Name}: the list has no end.");
    }

    /// <summary>A page; null past the end, which TwinPush may answer with 404 NotFound.</summary>
    private async Task<Page<T>?> PageAsync<T>(
        Operation operation, string query, ReadOnlyMemory<byte>? body, JsonTypeInfo<T> type, int number, CancellationToken cancellationToken)
    {
        try
        {
            var page = operation with { Path = operation.Path + query };
            return await SendAsync(page, body, root => Page<T>.Read(root, type), cancellationToken).ConfigureAwait(false);
        }
        catch (TwinPushException e) when (operation.FallbackMethod is null && e.Kind == FailureKind.NotFound && (number > 1 || e.ErrorType == "NotFound"))
        {
            return null;
        }
    }

    /// <summary>Whether nothing answers at this method and address: a router's 404 or 405, which may come with the general error type.</summary>
    private static bool IsMissing(TwinPushException e) =>
        e is { Status: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, ErrorType: null or "NotFound" };

    private static void CheckPageSize(int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaxPageSize);
    }
}
