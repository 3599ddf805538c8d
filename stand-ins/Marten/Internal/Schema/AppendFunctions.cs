using System.Security.Cryptography;
using System.Text;

namespace Marten.Internal.Schema;

/// <summary>
/// Functions of the stand-in's own, so that a save is one round trip. They are no part of the data, Marten does not
/// mind them, and their names change with their text, so that programs of several versions get along.
/// Both give the streams' versions before the append, then the events' sequence numbers.
/// </summary>
internal sealed class AppendFunctions
{
    public const string Collision = "MTS01";
    public const string UnexpectedVersion = "MTS02";
    public const string Archived = "MTS03";

    public AppendFunctions(IReadOnlyList<MetadataColumn> metadata)
    {
        string[] bodies = [AdvanceStream.Body, AdvanceStreams.Body, AppendOne.Body(metadata), AppendMany.Body(metadata)];
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(bodies))))[..8];
        var (advance, advanceMany) = ($"public.mt_advance_stream_{version}", $"public.mt_advance_streams_{version}");
        var (oneName, manyName) = ($"public.mt_append_event_{version}", $"public.mt_append_events_{version}");
        Definitions = string.Concat(bodies.Zip([advance, advanceMany, oneName, manyName], (body, name) => $"create or replace function {name}{body}\n"))
            .Replace(AdvanceStream.Name, advance, StringComparison.Ordinal).Replace(AdvanceStreams.Name, advanceMany, StringComparison.Ordinal);
        LastName = manyName;
        CallOne = Call(oneName, AppendOne.ParameterCount + metadata.Count);
        CallMany = Call(manyName, AppendMany.ParameterCount + metadata.Count);
    }

    public string Definitions { get; }

    /// <summary>Made last: where it is, all are.</summary>
    public string LastName { get; }

    public string CallOne { get; }

    public string CallMany { get; }

    static string Call(string name, int parameters) => $"select {name}({string.Join(", ", Enumerable.Range(1, parameters).Select(n => $"${n}"))})";
}
