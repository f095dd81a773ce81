using System.Runtime.CompilerServices;

namespace AppCrueNotify.Receipts;

/// <summary>A list of TwinPush's that keeps within a budget and comes to an end.</summary>
internal static class PacedList
{
    /// <summary>Enumerates with a turn before each request.</summary>
    /// <remarks>The client fetches pages as it is enumerated; a step that does not complete at once was a request, and the next one waits for its turn.</remarks>
    /// <exception cref="ListTooLongException">It takes more requests than allowed.</exception>
    public static async IAsyncEnumerable<T> PacedAsync<T>(
        this IAsyncEnumerable<T> list, Func<CancellationToken, Task> turn, int mostRequests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var entries = list.GetAsyncEnumerator(cancellationToken);
        await turn(cancellationToken);
        var requests = 0;
        while (true)
        {
            var step = entries.MoveNextAsync();
            var requested = !step.IsCompleted;
            if (!await step)
                yield break;
            if (requested)
            {
                if (++requests > mostRequests)
                    throw new ListTooLongException($"TwinPush's list takes more than {mostRequests} requests.");
                if (requests > 1)
                    await turn(cancellationToken);
            }

            yield return entries.Current;
        }
    }
}

/// <summary>A list was given up because of its length.</summary>
internal sealed class ListTooLongException(string message) : Exception(message);
