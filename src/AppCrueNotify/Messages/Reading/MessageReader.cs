using System.Text;
using System.Text.Json;

namespace AppCrueNotify.Messages.Reading;

/// <summary>
/// Reads one message of a request. What is wrong with it is its own error and never its neighbours';
/// unknown fields are ignored, missing and null ones are the same.
/// </summary>
internal ref struct MessageReader
{
    private const int DeepestRaw = 64;

    private string? _error;
    private string? _key, _component, _name, _subject, _full, _html, _small, _url, _urlName, _customData, _forumType;
    private long? _format, _course, _created, _conversation, _conversationType;
    private bool? _notification;
    private MoodleUser? _from, _to;

    /// <param name="json">At the first token of the entry; afterwards at its last.</param>
    /// <exception cref="JsonException">The request is not JSON.</exception>
    public static ReadMessage Read(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return new(null, null, "a message must be an object");
        }

        var reader = default(MessageReader);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            reader.Field(ref json, body);
        return reader.Finish();
    }

    private void Field(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        if (JsonText.Is(ref json, "key"u8)) Text(ref json, "key", ref _key);
        else if (JsonText.Is(ref json, "component"u8)) Text(ref json, "component", ref _component);
        else if (JsonText.Is(ref json, "name"u8)) Text(ref json, "name", ref _name);
        else if (JsonText.Is(ref json, "subject"u8)) Text(ref json, "subject", ref _subject);
        else if (JsonText.Is(ref json, "fullmessage"u8)) Text(ref json, "fullmessage", ref _full);
        else if (JsonText.Is(ref json, "fullmessageformat"u8)) Number(ref json, "fullmessageformat", ref _format);
        else if (JsonText.Is(ref json, "fullmessagehtml"u8)) Text(ref json, "fullmessagehtml", ref _html);
        else if (JsonText.Is(ref json, "smallmessage"u8)) Text(ref json, "smallmessage", ref _small);
        else if (JsonText.Is(ref json, "notification"u8)) Truth(ref json, "notification", ref _notification);
        else if (JsonText.Is(ref json, "contexturl"u8)) Text(ref json, "contexturl", ref _url);
        else if (JsonText.Is(ref json, "contexturlname"u8)) Text(ref json, "contexturlname", ref _urlName);
        else if (JsonText.Is(ref json, "courseid"u8)) Number(ref json, "courseid", ref _course);
        else if (JsonText.Is(ref json, "customdata"u8)) Raw(ref json, body, "customdata", ref _customData);
        else if (JsonText.Is(ref json, "timecreated"u8)) Number(ref json, "timecreated", ref _created);
        else if (JsonText.Is(ref json, "convid"u8)) Number(ref json, "convid", ref _conversation);
        else if (JsonText.Is(ref json, "conversationtype"u8)) Number(ref json, "conversationtype", ref _conversationType);
        else if (JsonText.Is(ref json, "forumtype"u8)) Text(ref json, "forumtype", ref _forumType);
        else if (JsonText.Is(ref json, "userfrom"u8)) User(ref json, "userfrom", ref _from);
        else if (JsonText.Is(ref json, "userto"u8)) User(ref json, "userto", ref _to);
        else Ignore(ref json);
    }

    private readonly ReadMessage Finish()
    {
        var error = _error
            ?? MessageRules.KeyError(_key)
            ?? MessageRules.NameError("component", _component)
            ?? MessageRules.NameError("name", _name)
            ?? (_to is null ? "'userto.id' is missing" : MessageRules.AliasError(_to.Alias));
        if (error is not null)
            return new(_key, null, error);
        return new(_key, new()
        {
            Key = _key!,
            Component = _component!,
            Name = _name!,
            UserTo = _to!,
            UserFrom = _from,
            Subject = _subject,
            FullMessage = _full,
            FullMessageFormat = _format,
            FullMessageHtml = _html,
            SmallMessage = _small,
            Notification = _notification,
            ContextUrl = _url,
            ContextUrlName = _urlName,
            CourseId = _course,
            CustomData = _customData,
            TimeCreated = _created,
            ConversationId = _conversation,
            ConversationType = _conversationType,
            ForumType = _forumType,
        }, null);
    }

    private void User(ref Utf8JsonReader json, string field, ref MoodleUser? user)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            Wrong(ref json, field, "an object");
            return;
        }

        long? id = null;
        string? fullName = null, alias = null, language = null, timeZone = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (JsonText.Is(ref json, "id"u8)) Number(ref json, $"{field}.id", ref id);
            else if (JsonText.Is(ref json, "fullname"u8)) Text(ref json, $"{field}.fullname", ref fullName);
            else if (JsonText.Is(ref json, "alias"u8)) Text(ref json, $"{field}.alias", ref alias);
            else if (JsonText.Is(ref json, "lang"u8)) Text(ref json, $"{field}.lang", ref language);
            else if (JsonText.Is(ref json, "timezone"u8)) Text(ref json, $"{field}.timezone", ref timeZone);
            else Ignore(ref json);
        }

        if (id is { } known)
            user = new() { Id = known, FullName = fullName, Alias = alias, Language = language, TimeZone = timeZone };
    }

    private void Text(ref Utf8JsonReader json, string field, ref string? value)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
            value = JsonText.Read(ref json);
        else if (json.TokenType != JsonTokenType.Null)
            Wrong(ref json, field, "text");
    }

    private void Number(ref Utf8JsonReader json, string field, ref long? value)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
            value = number;
        else if (json.TokenType != JsonTokenType.Null)
            Wrong(ref json, field, "a whole number");
    }

    private void Truth(ref Utf8JsonReader json, string field, ref bool? value)
    {
        json.Read();
        if (json.TokenType is JsonTokenType.True or JsonTokenType.False)
            value = json.GetBoolean();
        else if (json.TokenType != JsonTokenType.Null)
            Wrong(ref json, field, "true or false");
    }

    private void Raw(ref Utf8JsonReader json, ReadOnlySpan<byte> body, string field, ref string? value)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return;
        var start = (int)json.TokenStartIndex;
        var (outside, deepest) = (json.CurrentDepth, 0);
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (json.Read() && json.CurrentDepth > outside)
                deepest = Math.Max(deepest, json.CurrentDepth - outside);
        }

        // Whoever reads it later has the usual limit of JSON readers.
        if (deepest >= DeepestRaw)
        {
            _error ??= $"'{field}' must be nested at most {DeepestRaw} deep or null";
            return;
        }

        value = Encoding.UTF8.GetString(body[start..(int)json.BytesConsumed]);
    }

    private static void Ignore(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private void Wrong(ref Utf8JsonReader json, string field, string expected)
    {
        json.Skip();
        _error ??= $"'{field}' must be {expected} or null";
    }
}
