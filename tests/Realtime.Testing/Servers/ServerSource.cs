using Realtime.Testing.Servers.Engine;

namespace Realtime.Testing.Servers;

/// <summary>
/// Where a server of the tests comes from: a container where an engine answers and has its image, else this machine's programs.
/// REALTIME_TEST_SERVERS=containers or =programs leaves no choice.
/// </summary>
sealed record ServerSource(bool IsContainer, string Description)
{
    const string Variable = "REALTIME_TEST_SERVERS";

    /// <param name="server">Its name, such as "PostgreSQL".</param>
    /// <param name="programs">What is there of its programs, such as their version; null where there are none.</param>
    /// <exception cref="InvalidOperationException">There is neither, or not what was asked for; the message says what to install.</exception>
    public static async Task<ServerSource> Choose(string server, string image, string? programs, string howToInstall)
    {
        var wish = Environment.GetEnvironmentVariable(Variable);
        if (wish is not (null or "" or "containers" or "programs"))
            throw new InvalidOperationException($"{Variable} is '{wish}': it may be 'containers', 'programs', or unset.");

        var whyNoContainer = wish == "programs" ? $"{Variable} asks for programs" : await ContainerEngine.WhyNot(image);
        if (whyNoContainer is null)
            return new(true, $"{server}: container {image}, {await ContainerEngine.Describe()}");
        if (wish == "containers")
            throw new InvalidOperationException($"{Variable} asks for a container with {server}, and there is none: {whyNoContainer}.");
        if (programs is null)
            throw new InvalidOperationException($"The tests need {server}: install Docker or another container engine ({whyNoContainer}), or the programs of {server} ({howToInstall}).");
        return new(false, $"{server}: this machine's programs, {programs} ({whyNoContainer})");
    }
}
