using MassTransit.SqlTransport.Configuration;
using MassTransit.Transports;

namespace MassTransit.SqlTransport.PostgreSql;

sealed class PostgresConnectionContextFactory(ISqlHostConfiguration host, PostgresSqlHostSettings settings) : ConnectionContextFactory
{
    protected override ConnectionContext CreateConnection(ITransportSupervisor<ConnectionContext> supervisor) =>
        new PostgresConnectionContext(host, settings, supervisor.Stopped);
}
