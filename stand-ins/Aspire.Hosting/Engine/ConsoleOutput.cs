using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>The one place that prints: every line has the coloured name of the resource that said it.</summary>
internal sealed class ConsoleOutput(TextWriter writer, bool coloured, IReadOnlyList<string> labels, SecretMask mask)
{
    public const string HostName = "apphost";
    private static readonly int[] Palette = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _colours = [];
    private readonly int _width = labels.Append(HostName).Max(name => name.Length);

    private static bool TerminalHasColours =>
        Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && (!Console.IsOutputRedirected || Environment.GetEnvironmentVariable("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION") is "1" or "true");

    public static ConsoleOutput OfTerminal(IReadOnlyList<IResource> resources) =>
        new(Console.Out, TerminalHasColours, [.. resources.Where(Speaks).Select(LongestLabel)], new SecretMask(resources));

    public bool Coloured => coloured;

    /// <summary>A line of a resource, or of one of its replicas.</summary>
    public void Line(string label, string text) => Write(ColourOf(label), label, text);

    public static string LabelOf(ProjectResource project, int replica) => project.Replicas == 1 ? project.Name : $"{project.Name}-{replica}";

    public void Note(string text) => Write(1, HostName, text);

    public void Error(string text) => Write(31, HostName, text);

    /// <summary>What went wrong, and the last lines of what it went wrong with.</summary>
    public void Failure(string text, IReadOnlyList<string> lastLines)
    {
        Error(lastLines.Count == 0 ? text : $"{text} Its last lines:");
        foreach (var line in lastLines)
            Error($"    {line}");
    }

    // Replicas of a resource differ in their colour too.
    private int ColourOf(string label)
    {
        lock (_gate)
        {
            if (!_colours.TryGetValue(label, out var colour))
                _colours[label] = colour = Palette[_colours.Count % Palette.Length];
            return colour;
        }
    }

    private static bool Speaks(IResource resource) => resource.Annotations.OfType<RunnerAnnotation>().Any();

    private static string LongestLabel(IResource resource) => resource is ProjectResource project ? LabelOf(project, project.Replicas) : resource.Name;

    private void Write(int colour, string label, string text)
    {
        var prefix = $"[{label}]".PadRight(_width + 2);
        var line = mask.Apply(text);
        lock (_gate)
            writer.WriteLine((coloured ? $"\e[{colour}m{prefix}\e[0m {line}" : $"{prefix} {line}").TrimEnd());
    }
}
