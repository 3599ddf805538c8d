using System.Text.Json.Nodes;

namespace Realtime.Sessions.Provider;

/// <summary>Takes settings out of a session object.</summary>
public static class SettingsCut
{
    /// <summary>Fields that the provider adds, or that say what the object is.</summary>
    static readonly string[] Facts = ["id", "object", "type", "model", "expires_at"];

    static readonly string[] Sides = ["input", "output"];

    /// <summary>Removes every setting that is not kept, and every unknown field. Returns the paths of what it removed.</summary>
    public static IReadOnlyList<string> Keep(JsonObject session, Func<string, bool> isKept)
    {
        var removed = new List<string>();
        foreach (var name in session.Select(field => field.Key).ToArray())
        {
            if (name is "audio" && session[name] is JsonObject audio) KeepAudio(audio, isKept, removed);
            else if (!Facts.Contains(name) && !isKept(name) || name is Pins.Model && !isKept(name)) Remove(session, name, name, removed);
        }

        return removed;
    }

    static void KeepAudio(JsonObject audio, Func<string, bool> isKept, List<string> removed)
    {
        foreach (var side in audio.Select(field => field.Key).ToArray())
        {
            if (!Sides.Contains(side) || audio[side] is not JsonObject fields)
            {
                Remove(audio, side, $"audio.{side}", removed);
                continue;
            }

            foreach (var name in fields.Select(field => field.Key).ToArray())
            {
                if (!isKept($"audio.{side}.{name}")) Remove(fields, name, $"audio.{side}.{name}", removed);
            }
        }
    }

    static void Remove(JsonObject from, string name, string path, List<string> removed)
    {
        from.Remove(name);
        removed.Add(path);
    }
}
