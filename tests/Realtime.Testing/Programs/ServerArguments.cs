namespace Realtime.Testing.Programs;

/// <summary>The arguments of the postgres program, as far as they set settings.</summary>
static class ServerArguments
{
    public static IReadOnlyDictionary<string, string> Apply(IReadOnlyDictionary<string, string> settings, string[] arguments)
    {
        var applied = new Dictionary<string, string>(settings);
        foreach (var pair in arguments.Chunk(2))
        {
            if (pair is not ["-c", var assignment] || assignment.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new ArgumentException($"'{string.Join(' ', pair)}' is not \"-c\" and \"setting=value\", which is all that is understood here.", nameof(arguments));
            applied[name] = value;
        }
        return applied;
    }
}
