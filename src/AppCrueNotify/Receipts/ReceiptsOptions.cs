namespace AppCrueNotify.Receipts;

/// <summary>How often TwinPush is asked for what it knows. All of it needs the site's API token.</summary>
internal sealed record ReceiptsOptions
{
    /// <summary>When an accepted request is asked after, counted from its acceptance; after the last one nobody asks any more. Default 1 min, 5 min, 30 min, 2 h, 12 h, 24 h.</summary>
    public IReadOnlyList<TimeSpan> Schedule { get; init; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    /// <summary>How long after the last one a failed look is still made up for. Default 24 h.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often changes of the directory that bring somebody the app are asked for. Default 5 min.</summary>
    public TimeSpan ChangesEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often those that take it away are asked for: not knowing them costs a request at most. Default 1 h.</summary>
    public TimeSpan LossesEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far back from the last look changes are asked for again, against clocks that differ and answers that lag. Default 10 min.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after the first complete listing the second begins, which lets listings decide without look-ups. Default 10 min.</summary>
    public TimeSpan SecondListingAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the whole directory is listed again. Default 24 h.</summary>
    public TimeSpan ListEvery { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Entries asked for in a request. TwinPush documents no limit (its default is 30) and may answer with fewer. Default 1,000, the client's limit.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Requests a listing, or a look for changes, may take; a longer one is given up. Default 20,000.</summary>
    public int ListingRequests { get; init; } = 20_000;

    /// <summary>Requests that the deliveries of one notification may take. Default 100.</summary>
    public int DeliveryRequests { get; init; } = 100;

    /// <summary>Part of the site's <c>max-requests-per-second</c> that listings, changes and receipts use. Default a tenth.</summary>
    public double BackgroundShare { get; init; } = 0.1;

    /// <summary>Part of it that look-ups use. Default a quarter.</summary>
    public double LookUpShare { get; init; } = 0.25;

    /// <summary>How long a look-up may take. Default 5 s.</summary>
    public TimeSpan LookUpTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Receipts taken at once. Default 20.</summary>
    public int ReceiptsAtOnce { get; init; } = 20;

    /// <summary>How long they are ours; if the gateway stops meanwhile they are due again then. Default 10 min.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a loop sleeps at most. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Sites listed at once, and sites otherwise read at once, in the whole process: bounds the memory for pages. Default 4.</summary>
    public int SitesAtOnce { get; init; } = 4;
}
