using Npgsql;

namespace Marten.Internal.Saving;

/// <summary>One command of a save.</summary>
internal interface IOperation
{
    NpgsqlBatchCommand Command { get; }

    bool ReturnsRow => false;

    /// <summary>Whether reading the result may throw: then the save needs a transaction that is still open.</summary>
    bool MayRefuse => false;

    /// <summary>Whether the command is the caller's own text, which is not worth preparing.</summary>
    bool IsForeign => false;

    /// <param name="row">Stands on the row, or is null where none came back.</param>
    void Read(NpgsqlDataReader? row)
    {
    }
}

internal sealed record PlainOperation(NpgsqlBatchCommand Command, bool IsForeign = false) : IOperation;
