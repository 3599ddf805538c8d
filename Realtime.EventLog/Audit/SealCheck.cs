using System.Security.Cryptography;
using System.Text.Json;
using Realtime.EventLog.Checking;
using Realtime.Sessions;

namespace Realtime.EventLog.Audit;

/// <summary>
/// Checks the events of one conversation against their seals, in order of version. It is pure. It reports a broken place once: the next
/// event is checked against the stored seal, so that one altered row does not cause findings for all later rows.
/// </summary>
/// <param name="sealedUpTo">The sequence up to which the daemon has sealed the whole log.</param>
sealed class SealCheck(string conversation, long sealedUpTo, Action<Finding> found)
{
    readonly SortedDictionary<long, byte[]> masked = [];
    readonly HashSet<long> explained = [];
    readonly List<(long Version, string Sentence)> unsealed = [];
    byte[]? before = Seal.Origin;
    (long Version, byte[] Computed)? doubt;
    long last;

    /// <summary>Takes what the log has at a version: the event, its seal, or both.</summary>
    public void Next(long version, RecordedEvent? e, Seal? seal)
    {
        if (version != last + 1)
        {
            Found(last + 1, SealRules.EventMissing, $"Versions {last + 1} to {version - 1} are missing, and so are their seals.");
            Settle(null);
            before = null; // there is no seal to link to
        }

        last = version;
        if (seal is null) Unsealed(version, e!);
        else if (e is null) Missing(seal);
        else Check(e, seal);
        if (e?.Event.Type == EventTypes.NameOf<ContentMasked>()) Explain(e);
    }

    public void Finish()
    {
        Settle(null);
        foreach (var version in masked.Keys.Except(explained))
            Found(version, SealRules.SaltMissing, $"The seal of version {version} has no salt, but the log has no erasure of it.");
    }

    void Check(RecordedEvent e, Seal seal)
    {
        Slipped();
        if (e.Event.Sequence != seal.Sequence)
        {
            Settle(null);
            Found(e.Event.Version, SealRules.EventMoved,
                $"Version {e.Event.Version} has the event of sequence {e.Event.Sequence}, but the seal is "
                + $"for that of sequence {seal.Sequence}.");
            before = seal.Digest;
            return;
        }

        if (seal.Salt is null) masked[e.Event.Version] = SHA256.HashData(e.Event.Data.Span);
        else if (!Seal.ContentOf(e, seal.Salt).AsSpan().SequenceEqual(seal.Content))
            Found(e.Event.Version, SealRules.DataAltered,
                $"The data of version {e.Event.Version}, sequence {e.Event.Sequence}, is not what was sealed.");
        Link(e, seal);
    }

    /// <summary>
    /// Checks whether the digest follows from the one before. If not, the next seal shows whether the event or the seal was changed.
    /// </summary>
    void Link(RecordedEvent e, Seal seal)
    {
        if (before is not null)
        {
            var computed = Seal.DigestOf(e, before, seal.Content);
            var holds = computed.AsSpan().SequenceEqual(seal.Digest);
            if (!holds && doubt is { } earlier && Seal.DigestOf(e, earlier.Computed, seal.Content).AsSpan().SequenceEqual(seal.Digest))
            {
                Settle(SealRules.SealAltered);
                holds = true;
            }

            Settle(null);
            if (!holds) doubt = (e.Event.Version, computed);
        }

        before = seal.Digest;
    }

    void Settle(string? rule)
    {
        if (doubt is not { } place) return;
        doubt = null;
        Found(place.Version, rule ?? SealRules.EventAltered, rule is null
            ? $"The type, time, actor or other metadata of version {place.Version} is not what was sealed."
            : $"The seal of version {place.Version} was changed after it was written.");
    }

    void Missing(Seal seal)
    {
        Slipped();
        Settle(null);
        Found(seal.Version, SealRules.EventMissing, $"Version {seal.Version}, sequence {seal.Sequence}, was sealed and is missing.");
        before = seal.Digest;
    }

    void Unsealed(long version, RecordedEvent e)
    {
        var sentence = $"Version {version}, sequence {e.Event.Sequence}, did not exist when its neighbours were sealed.";
        if (e.Event.Sequence <= sealedUpTo) Found(version, SealRules.EventInserted, sentence);
        else unsealed.Add((version, sentence)); // not sealed yet, unless a later event is sealed
    }

    void Slipped()
    {
        foreach (var (version, sentence) in unsealed) Found(version, SealRules.EventInserted, sentence);
        unsealed.Clear();
    }

    void Explain(RecordedEvent e)
    {
        if (Erasure(e) is not { Versions: not null } erasure) return; // the check of the lifecycle reports that it cannot be read
        var versions = masked.Where(m => erasure.Versions.Any(range => range.Contains(m.Key))).Select(m => (m.Key, m.Value)).ToList();
        explained.UnionWith(versions.Select(v => v.Key));
        if (Seal.MaskDigestOf(versions) != erasure.Digest)
            Found(e.Event.Version, SealRules.MaskAltered,
                $"An event that the erasure at version {e.Event.Version} masked was changed afterwards.");
    }

    static ContentMasked? Erasure(RecordedEvent e)
    {
        try
        {
            return (ContentMasked)e.Event.Decode();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    void Found(long version, string rule, string sentence) => found(new Finding(conversation, version, rule, sentence));
}
