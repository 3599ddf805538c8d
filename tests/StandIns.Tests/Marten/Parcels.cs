using System.Text.Json.Serialization;
using JasperFx;
using JasperFx.Events;
using Marten.Events.Aggregation;
using Marten.Events.Projections;

namespace StandIns.Tests.Marten;

public enum Handover
{
    Door,
    [JsonStringEnumMemberName("with_neighbour")]
    Neighbour,
}

public sealed record ParcelSent(string To, string Depot);

public sealed record ParcelScanned(string Depot, int Grams);

public sealed record ParcelDelivered(Handover Handover);

public sealed record ParcelLost(string Why);

/// <summary>Inline: where a parcel is. A record, as documents often are; losing the parcel deletes it.</summary>
public sealed record Parcel : IRevisioned
{
    public string Id { get; init; } = "";
    public int Version { get; set; }
    public string To { get; init; } = "";
    public Handover? Delivered { get; init; }
}

public sealed class ParcelProjection : SingleStreamProjection<Parcel, string>
{
    public ParcelProjection()
    {
        IncludeType<ParcelSent>();
        IncludeType<ParcelDelivered>();
        IncludeType<ParcelLost>();
    }

    public override Parcel? Evolve(Parcel? snapshot, string id, IEvent e) => e.Data switch
    {
        ParcelSent { To: "nowhere" } => throw new InvalidOperationException("no such place"),
        ParcelSent sent => new Parcel { Id = id, To = sent.To },
        ParcelDelivered delivered => snapshot! with { Delivered = delivered.Handover },
        ParcelLost => null,
        _ => snapshot,
    };
}

/// <summary>Async: the scans of a parcel.</summary>
public sealed class Trail
{
    public string Id { get; set; } = "";
    public List<string> Depots { get; set; } = [];
}

public sealed class TrailProjection : SingleStreamProjection<Trail, string>
{
    public TrailProjection() => IncludeType<ParcelScanned>();

    /// <summary>A depot the projection cannot take.</summary>
    public string? Poison { get; init; }

    public override Trail? Evolve(Trail? snapshot, string id, IEvent e)
    {
        snapshot ??= new Trail { Id = id };
        var depot = ((ParcelScanned)e.Data).Depot;
        if (depot == Poison) throw new InvalidOperationException("a bug in a projection");
        snapshot.Depots.Add(depot);
        return snapshot;
    }
}

/// <summary>Async: what went through a depot, whichever parcel it belonged to.</summary>
public sealed class DepotLoad
{
    public string Id { get; set; } = "";
    public int Parcels { get; set; }
    public int Grams { get; set; }
}

public sealed class DepotLoadProjection : MultiStreamProjection<DepotLoad, string>
{
    public DepotLoadProjection()
    {
        Identity<ParcelSent>(e => e.Depot);
        Identity<ParcelScanned>(e => e.Depot);
    }

    public override DepotLoad? Evolve(DepotLoad? snapshot, string id, IEvent e)
    {
        snapshot ??= new DepotLoad { Id = id };
        if (e.Data is ParcelScanned scanned) snapshot.Grams += scanned.Grams;
        else snapshot.Parcels++;
        return snapshot;
    }
}

/// <summary>A plain document under a Guid.</summary>
public sealed class Van
{
    public Guid Id { get; set; }
    public string Plate { get; set; } = "";
    public int Seats { get; set; }
}

/// <summary>A document that counts its saves.</summary>
public sealed record Shift : IRevisioned
{
    public required string Id { get; init; }
    public int Version { get; set; }
    public required string Driver { get; init; }
}
