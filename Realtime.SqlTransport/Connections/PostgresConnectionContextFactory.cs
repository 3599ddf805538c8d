using MassTransit.SqlTransport.Configuration;
using MassTransit.Transports;

namespace MassTransit.SqlTransport.PostgreSql;

sealed class PostgresConnectionContextFactory(ISqlHostConfiguration host, PostgresSqlHostSettings settings) : ConnectionContextFactory
{
    protected override ConnectionContext CreateConnection(ITransportSupervisor<ConnectionContext> supervisor)
    {
        LogContext.SetCurrentIfNull(host.LogContext); // The background loops of the context log to the same place as the bus.
        return new PostgresConnectionContext(settings, supervisor.Stopped);
    }
}
