using Npgsql;

namespace AppHost.Databases;

static class GivenDatabase
{
    /// <summary>Adds the user's own database. The app model neither starts, stops nor creates it; services wait until it answers.</summary>
    /// <exception cref="CannotRunException">The setting is not a connection string.</exception>
    public static IResourceBuilder<IResourceWithConnectionString> AddGivenDatabase(this IDistributedApplicationBuilder builder,
        string given)
    {
        var address = Parse(given);
        var parameter = builder.AddParameter("realtime-connection-string", given, secret: true)
            .WithDescription("The database, from the setting ConnectionStrings:realtime.");
        var database = builder.AddConnectionString(DatabaseExtensions.Name, ReferenceExpression.Create($"{parameter.Resource}"))
            .WithIconName("Database")
            .WithPatientCheck(async cancellation => await DatabaseExtensions.WhyNotAsync(given, cancellation) is { } reason
                ? $"The database of ConnectionStrings:realtime ({address.Host}:{address.Port}/{address.Database}) cannot be used: {reason}"
                : null);
        return database.WithPlace(new DatabasePlace("of your own (ConnectionStrings:realtime)",
            $"in the database {address.Database} of {address.Host}:{address.Port}", "give ConnectionStrings:realtime an empty database",
            (_, _) => Task.FromResult($"psql -h {address.Host} -p {address.Port} -U {address.Username} {address.Database}")));
    }

    static NpgsqlConnectionStringBuilder Parse(string given)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(given);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // Do not show the parser's message: it may quote the setting with its password.
            throw new CannotRunException(
                "ConnectionStrings:realtime is not a PostgreSQL connection string, such as "
                + "\"Host=localhost;Database=realtime;Username=me;Password=secret\".", wrong);
        }
    }
}
