using MassTransit.SqlTransport.Configuration;
using MassTransit.Transports;

namespace MassTransit.SqlTransport.PostgreSql;

sealed class PostgresConnectionContextFactory(ISqlHostConfiguration host, PostgresSqlHostSettings settings) : ConnectionContextFactory
{
    protected override ConnectionContext CreateConnection(ITransportSupervisor<ConnectionContext> supervisor)
    {
        LogContext.SetCurrentIfNull(host.LogContext); // The context's background loops log where the bus does.
        return new PostgresConnectionContext(settings, supervisor.Stopped);
    }
}
