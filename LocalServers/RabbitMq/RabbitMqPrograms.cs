namespace LocalServers.RabbitMq;

/// <summary>RabbitMQ's start script, and Erlang's port mapper, which its nodes need.</summary>
public sealed record RabbitMqPrograms(string Server, string PortMapper)
{
    public const string HowToInstall = "Debian and Ubuntu: apt install rabbitmq-server; macOS: brew install rabbitmq";

    // Debian's script on PATH refuses root and changes the folders. The script under lib is RabbitMQ's own.
    static readonly string[] Servers =
    [
        "/usr/lib/rabbitmq/bin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server",
    ];

    static readonly string[] PortMappers = ["/opt/homebrew/bin/epmd", "/usr/local/bin/epmd", "/usr/lib/erlang/bin/epmd"];

    /// <summary>Null if one of them is missing, and on Windows, where RabbitMQ is a service.</summary>
    public static RabbitMqPrograms? Find() =>
        !OperatingSystem.IsWindows() && First(Servers, "rabbitmq-server") is { } server && First(PortMappers, "epmd") is { } portMapper
            ? new(server, portMapper)
            : null;

    /// <summary>A message that they are missing and how to install them; null if they are installed.</summary>
    public static string? WhyNot => Find() is null ? $"RabbitMQ is not installed ({HowToInstall})." : null;

    static string? First(string[] known, string name) =>
        known.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
