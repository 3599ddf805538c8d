using System.Runtime.InteropServices;
using System.Text.Json;
using Realtime.Api.Problems;
using Realtime.Sessions.Provider;

namespace Realtime.Api.Commands;

/// <summary>JSON in the provider's shape, as far as the log must be able to store it.</summary>
static class JsonTexts
{
    /// <summary>An event stays within 256 KiB.</summary>
    public const int MostBytes = GivenSession.MostBytes;

    /// <exception cref="InvalidOptionsException">It is too large or cannot be stored; the errors name the paths.</exception>
    public static void Check(string field, JsonElement json)
    {
        CheckSize(field, json);
        CheckWellFormed(field, json);
    }

    /// <exception cref="InvalidOptionsException">It is too large.</exception>
    public static void CheckSize(string field, JsonElement json)
    {
        if (JsonMarshal.GetRawUtf8Value(json).Length > MostBytes)
            throw new InvalidOptionsException(field, $"{field} may have at most {MostBytes} bytes of JSON.");
    }

    /// <summary>Takes JSON of any size, for which large parts are not stored.</summary>
    /// <exception cref="InvalidOptionsException">It cannot be stored; the errors name the paths.</exception>
    public static void CheckWellFormed(string field, JsonElement json)
    {
        var found = new Findings(longestText: int.MaxValue);
        WellFormed.Check(json, field, found);
        if (found.Errors.Count > 0) throw new InvalidOptionsException(found.Errors);
    }
}
