namespace Realtime.Testing.Programs;

/// <summary>What a builder has been told. Settings are those of postgresql.conf.</summary>
sealed record ServerDescription(string Database, string Username, string Password, IReadOnlyDictionary<string, string> Settings)
{
    public bool IsDurable => Settings["fsync"] != "off";
}
