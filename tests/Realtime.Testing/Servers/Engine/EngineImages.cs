using Docker.DotNet;
using Docker.DotNet.Models;

namespace Realtime.Testing.Servers.Engine;

static class EngineImages
{
    static readonly TimeSpan PullPatience = TimeSpan.FromMinutes(5);

    /// <summary>Pulls the image if the engine does not have it. Null on success, else the reason why not.</summary>
    public static async Task<string?> WhyNot(DockerClient engine, string image)
    {
        using var patience = new CancellationTokenSource(PullPatience);
        try
        {
            if (await Has(engine, image, patience.Token)) return null;
            string? failure = null;
            await engine.Images.CreateImageAsync(
                new ImagesCreateParameters { FromImage = image }, null,
                new Progress<JSONMessage>(message => failure = message.Error?.Message ?? failure), patience.Token);
            return await Has(engine, image, patience.Token) ? null : $"the image {image} cannot be pulled: {failure}";
        }
        catch (DockerApiException refusal)
        {
            return $"the image {image} cannot be pulled: {refusal.Message.ReplaceLineEndings(" ")}";
        }
        catch (OperationCanceledException)
        {
            return $"the image {image} was not pulled within {PullPatience.TotalMinutes} minutes";
        }
    }

    static async Task<bool> Has(DockerClient engine, string image, CancellationToken ct)
    {
        try
        {
            await engine.Images.InspectImageAsync(image, ct);
            return true;
        }
        catch (DockerImageNotFoundException)
        {
            return false;
        }
    }
}
