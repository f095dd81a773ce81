using AppCrueNotify.Composition;
using AppCrueNotify.Messages;
using AppCrueNotify.Messages.Reading;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Intake;

/// <summary>Takes the messages of one request: rules, composition, storage. Answers only after the commit.</summary>
internal sealed partial class IntakeHandler(Composer composer, IIntakeStore store, IntakeMetrics metrics, TimeProvider time, ILogger<IntakeHandler> logger)
{
    /// <exception cref="StoreUnavailableException">Nothing of the request was stored.</exception>
    public async Task<IReadOnlyList<IntakeResult>> TakeAsync(Site site, IReadOnlyList<ReadMessage> messages, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var results = new IntakeResult[messages.Count];
        var recipients = new List<NewRecipient>(messages.Count);
        var places = new List<int>(messages.Count);
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Message is not { } message)
            {
                results[i] = IntakeResult.Rejected(messages[i].Key, messages[i].Error!);
            }
            else if (Compose(site, message, now) is { } recipient)
            {
                recipients.Add(recipient);
                places.Add(i);
            }
            else
            {
                results[i] = IntakeResult.Rejected(message.Key, "the gateway could not compose it; its log says why");
            }
        }

        if (recipients.Count > 0)
        {
            var stored = await store.AddAsync(site.Id, recipients, now, cancellationToken);
            for (var i = 0; i < stored.Count; i++)
                results[places[i]] = Result(recipients[i], stored[i]);
        }

        metrics.Taken(site.Name, results);
        Log.Taken(logger, site.Name, messages.Count, results.Count(r => r.Status == IntakeResult.QueuedStatus));
        return results;
    }

    private NewRecipient? Compose(Site site, Message message, DateTimeOffset now)
    {
        var skip = FilterRules.ReasonToSkip(message, site.Settings);
        try
        {
            var composed = skip is null ? composer.Take(message, site) : null;
            return new()
            {
                Key = message.Key,
                ContentHash = ContentIdentity.Of(message),
                UserId = message.UserTo.Id,
                Alias = message.UserTo.Alias?.Trim() ?? "",
                Component = message.Component,
                Name = message.Name,
                CourseId = message.CourseId,
                Push = composed?.Push,
                Original = composed?.Original,
                SkipReason = skip,
                Personal = message.IsPersonal,
                DueAt = now + site.Settings.Window,
                ExpiresAt = now + site.Settings.ExpireAfter.For(message.Component),
            };
        }
        catch (Exception e)
        {
            // Composition promises not to throw. Should it ever, one message must not spoil its neighbours, and Moodle keeps what is rejected.
            Log.NotComposed(logger, message.Component, message.Name, site.Name, e);
            return null;
        }
    }

    private static IntakeResult Result(NewRecipient recipient, StoreResult stored) => stored switch
    {
        StoreResult.Stored when recipient.SkipReason is { } reason => IntakeResult.Skipped(recipient.Key, reason),
        StoreResult.Stored => IntakeResult.Queued(recipient.Key),
        StoreResult.Duplicate => IntakeResult.Duplicate(recipient.Key),
        StoreResult.KeyReused => IntakeResult.Rejected(recipient.Key, "key-reused"),
    };

    private static partial class Log
    {
        [LoggerMessage(301, LogLevel.Debug, "Site {Site} sent {Messages} messages, {Queued} of them are queued.")]
        public static partial void Taken(ILogger logger, string site, int messages, int queued);

        [LoggerMessage(302, LogLevel.Error, "A message of {Component}/{Name} of site {Site} could not be composed.")]
        public static partial void NotComposed(ILogger logger, string component, string name, string site, Exception exception);
    }
}
