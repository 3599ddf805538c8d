using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace Realtime.EventLog.Access;

/// <summary>The keys that protect cookies, in the shared database, in the schema that readers of events have no right to read.</summary>
public sealed class CookieKeyRows(NpgsqlDataSource database) : IXmlRepository
{
    internal const string Table = "create table if not exists realtime.cookie_key (name varchar primary key, xml varchar not null);";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.CreateCommand("select xml from realtime.cookie_key order by name");
        using var row = command.ExecuteReader();
        var elements = new List<XElement>();
        while (row.Read()) elements.Add(XElement.Parse(row.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.CreateCommand(
            "insert into realtime.cookie_key (name, xml) values ($1, $2) on conflict (name) do update set xml = excluded.xml");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
