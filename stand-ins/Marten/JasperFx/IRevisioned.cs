namespace JasperFx;

/// <summary>A document that counts its saves; for a projected one the version of its stream.</summary>
public interface IRevisioned
{
    int Version { get; set; }
}
