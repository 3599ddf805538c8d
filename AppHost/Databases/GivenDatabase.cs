using Npgsql;

namespace AppHost.Databases;

static class GivenDatabase
{
    /// <summary>The user's own database. It is neither started, stopped nor created; services wait until it answers.</summary>
    /// <exception cref="CannotRunException">The setting is no connection string.</exception>
    public static IResourceBuilder<IResourceWithConnectionString> AddGivenDatabase(this IDistributedApplicationBuilder builder, string given)
    {
        var address = Parse(given);
        var parameter = builder.AddParameter("realtime-connection-string", given, secret: true)
            .WithDescription("The database, from the setting ConnectionStrings:realtime.");
        var database = builder.AddConnectionString(DatabaseExtensions.Name, ReferenceExpression.Create($"{parameter.Resource}"))
            .WithIconName("Database")
            .WithPatientCheck(async cancellation => await DatabaseExtensions.WhyNotAsync(given, cancellation) is { } reason
                ? $"The database of ConnectionStrings:realtime ({address.Host}:{address.Port}/{address.Database}) cannot be used: {reason}"
                : null);
        return database.WithPsqlCommand(_ => ValueTask.FromResult<string?>(given));
    }

    static NpgsqlConnectionStringBuilder Parse(string given)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(given);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // The parser's own message may quote what was given, the password included.
            throw new CannotRunException("ConnectionStrings:realtime is not a PostgreSQL connection string, such as \"Host=localhost;Database=realtime;Username=me;Password=secret\".", wrong);
        }
    }
}
