using LocalServers.RabbitMq;

namespace Realtime.Testing.Servers;

/// <summary>
/// A throwaway RabbitMQ server: a container, or this machine's programs (see <see cref="ServerSource"/>). It keeps its port and its queues
/// when it is stopped or killed. Disposing it deletes both.
/// </summary>
public abstract class RabbitMqBroker : IAsyncDisposable
{
    internal const string Image = "rabbitmq:4.3";

    static readonly Lazy<Task<ServerSource>> Source = new(() => ServerSource.Choose(
        "RabbitMQ", Image, RabbitMqPrograms.Find()?.Server, RabbitMqPrograms.HowToInstall));

    static readonly Lazy<string?> Reason = new(() => Task.Run(Missing).GetAwaiter().GetResult());

    /// <summary>The reason why there is no RabbitMQ, with which tests are skipped; null when there is one.</summary>
    public static string? WhyNot => Reason.Value;

    /// <summary>Describes the RabbitMQ that tests use on this machine.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<string> Describe() => (await Source.Value).Description;

    /// <param name="virtualHosts">Names of virtual hosts. A client of one sees no messages of another.</param>
    public static async Task<RabbitMqBroker> Create(params IReadOnlyList<string> virtualHosts)
    {
        var source = await Source.Value;
        RabbitMqBroker broker = source.IsContainer ? new ContainerRabbitMq(virtualHosts) : new ProgramRabbitMq(virtualHosts);
        try
        {
            await broker.Start();
            Announcements.Once(source.Description);
            return broker;
        }
        catch
        {
            await broker.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value for ConnectionStrings:messaging.</summary>
    public abstract string ConnectionString(string virtualHost);

    /// <summary>Starts it; returns when it answers.</summary>
    public abstract Task Start();

    public abstract Task Stop();

    /// <summary>Kills it as kill -9 does.</summary>
    public abstract Task Kill();

    public abstract ValueTask DisposeAsync();

    static async Task<string?> Missing()
    {
        try
        {
            await Source.Value;
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
