using Npgsql;
using Realtime.EventLog.Checking;

namespace Realtime.EventLog.Audit;

/// <summary>Verifies the lifecycle and the seals of one conversation, row by row.</summary>
sealed class ConversationVerification
{
    const int Event = 8, Unsealed = Event + 1 + History.ColumnCount;

    readonly List<Finding> findings = [];
    readonly ConversationCheck lifecycle;
    readonly long sealedUpTo;
    SealCheck? sealing;
    long? streamVersion, firstUnsealed;
    byte[]? document;
    bool isUnsealed;

    public ConversationVerification(string conversation, long sealedUpTo)
    {
        Conversation = conversation;
        this.sealedUpTo = sealedUpTo;
        lifecycle = new ConversationCheck(conversation, Found);
    }

    public string Conversation { get; }
    public long Events { get; private set; }
    public long Seals { get; private set; }
    public IReadOnlyList<Finding> Findings => findings;
    public bool Truncated { get; private set; }

    /// <summary>Takes the next row. Version 0 has the stream and the document; every other version has an event, a seal, or both.</summary>
    public void Next(NpgsqlDataReader row)
    {
        var version = row.GetInt64(1);
        if (version == 0)
        {
            streamVersion = row.IsDBNull(2) ? null : row.GetInt64(2);
            document = row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3);
            isUnsealed = !row.IsDBNull(Unsealed);
            return;
        }

        var e = row.IsDBNull(Event) ? null : Read(row, version);
        var seal = row.IsDBNull(4) ? null : new Seal(Conversation, version, row.GetInt64(4),
            row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6), row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7));
        if (e is not null)
        {
            Events++;
            lifecycle.Next(e.Event, e.Id);
        }

        if (seal is not null) Seals++;
        else firstUnsealed ??= version;
        // The sealer skips a conversation that cannot be sealed, so its unsealed events were not inserted later.
        sealing ??= new SealCheck(Conversation, isUnsealed ? 0 : sealedUpTo, Found);
        sealing.Next(version, e, seal);
    }

    RecordedEvent Read(NpgsqlDataReader row, long version)
    {
        try
        {
            return History.Read(row, Event + 1);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or ArgumentException)
        {
            Found(new Finding(Conversation, version, Rules.Readable, $"The row of version {version} cannot be read. {e.Message}"));
            return History.Read(row, Event + 1, timeless: true);
        }
    }

    public void Finish()
    {
        sealing?.Finish();
        if (isUnsealed)
            Found(new Finding(Conversation, firstUnsealed ?? 0, SealRules.Unsealed,
                "The conversation cannot be sealed and is tried again. See the workers' logs."));
        if (Events > 0 || streamVersion is not null || document is not null) lifecycle.Finish(streamVersion, document);
        else if (Seals == 0)
            Found(new Finding(Conversation, 0, SealRules.ConversationMissing,
                "Sessions of this conversation are still listed, but its events and its seals are gone."));
    }

    void Found(Finding finding)
    {
        if (findings.Count < LogVerification.MostFindings) findings.Add(finding);
        else Truncated = true;
    }
}
