using Realtime.Testing.Servers.Engine;

namespace Realtime.Testing.Servers;

/// <summary>
/// Where tests get a server from: a container if an engine answers and has the image, else this machine's programs.
/// REALTIME_TEST_SERVERS=containers or =programs forces one of them.
/// </summary>
sealed record ServerSource(bool IsContainer, string Description)
{
    const string Variable = "REALTIME_TEST_SERVERS";

    /// <param name="server">The server's name, such as "PostgreSQL".</param>
    /// <param name="programs">A description of the installed programs, such as their version; null when they are not installed.</param>
    /// <exception cref="InvalidOperationException">There is neither, or not the one that is forced. The message says what to
    /// install.</exception>
    public static async Task<ServerSource> Choose(string server, string image, string? programs, string howToInstall)
    {
        var wish = Environment.GetEnvironmentVariable(Variable);
        if (wish is not (null or "" or "containers" or "programs"))
            throw new InvalidOperationException($"{Variable} is '{wish}'. Set it to 'containers' or 'programs', or leave it unset.");

        var whyNoContainer = wish == "programs" ? $"{Variable} asks for programs" : await ContainerEngine.WhyNot(image);
        if (whyNoContainer is null)
            return new(true, $"{server}: container {image}, {await ContainerEngine.Describe()}");
        if (wish == "containers")
            throw new InvalidOperationException($"{Variable} asks for a container with {server}, but none can start: {whyNoContainer}.");
        if (programs is null)
            throw new InvalidOperationException(
                $"The tests need {server}: install Docker or another container engine ({whyNoContainer}), or "
                + $"the programs of {server} ({howToInstall}).");
        return new(false, $"{server}: this machine's programs, {programs} ({whyNoContainer})");
    }
}
