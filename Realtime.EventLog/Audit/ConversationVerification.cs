using Npgsql;
using Realtime.EventLog.Checking;

namespace Realtime.EventLog.Audit;

/// <summary>Verifies the lifecycle and the seals of one conversation, row by row.</summary>
sealed class ConversationVerification
{
    readonly List<Finding> findings = [];
    readonly ConversationCheck lifecycle;
    readonly SealCheck sealing;
    long? streamVersion;
    byte[]? document;

    public ConversationVerification(string conversation, long sealedUpTo)
    {
        Conversation = conversation;
        lifecycle = new ConversationCheck(conversation, Found);
        sealing = new SealCheck(conversation, sealedUpTo, Found);
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
            return;
        }

        var e = row.IsDBNull(8) ? null : History.Read(row, 9);
        var seal = row.IsDBNull(4) ? null : new Seal(Conversation, version, row.GetInt64(4),
            row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6), row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7));
        if (e is not null)
        {
            Events++;
            lifecycle.Next(e.Event, e.Id);
        }

        if (seal is not null) Seals++;
        sealing.Next(version, e, seal);
    }

    public void Finish()
    {
        sealing.Finish();
        if (Events > 0 || streamVersion is not null || document is not null) lifecycle.Finish(streamVersion, document);
    }

    void Found(Finding finding)
    {
        if (findings.Count < LogVerification.MostFindings) findings.Add(finding);
        else Truncated = true;
    }
}
