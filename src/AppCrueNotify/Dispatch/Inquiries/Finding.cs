using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch.Inquiries;

/// <summary>What follows from a look.</summary>
internal abstract record Finding
{
    /// <summary>Nothing is decided yet.</summary>
    internal sealed record Again(InquiryStep Step) : Finding;

    /// <summary>The inquiry ends, or goes on as a watch.</summary>
    internal sealed record End(InquiryEnd What) : Finding;
}
