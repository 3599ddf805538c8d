using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Realtime.Browser.Tests;

static class SampleAddress
{
    /// <summary>The address of a sample that runs in this process.</summary>
    public static Uri Address(this WebApplication sample) =>
        new(sample.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
