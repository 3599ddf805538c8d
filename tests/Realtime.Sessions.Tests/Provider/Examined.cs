using System.Text.Json;
using Realtime.Sessions.Provider;

namespace Realtime.Sessions.Tests.Provider;

/// <summary>A session object and what its examination found.</summary>
sealed record Examined(GivenSession? Given, Findings Found)
{
    public const int LongestText = 32_768;

    public static Examined Of(string json)
    {
        var found = new Findings(LongestText);
        return new Examined(GivenSession.Examine(JsonSerializer.Deserialize<JsonElement>(json), found), found);
    }

    /// <summary>Refused by this path, and by none that it does not begin.</summary>
    public void MustBeRefused(string path)
    {
        Assert.Null(Given);
        Assert.Equal(path, Assert.Single(Found.Errors).Key);
        Assert.StartsWith(path + " ", Found.Errors[path][0], StringComparison.Ordinal);
    }

    public void MustBeGood(params string[] unknown)
    {
        Assert.Empty(Found.Errors);
        Assert.NotNull(Given);
        Assert.Equal(unknown, Found.Unknown);
    }
}
