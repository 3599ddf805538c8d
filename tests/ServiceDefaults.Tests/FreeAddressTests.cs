using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;

namespace Realtime.ServiceDefaults.Tests;

public sealed class FreeAddressTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("*")]
    public void A_service_that_cannot_listen_says_where_and_what_to_do(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{host}:{((IPEndPoint)other.LocalEndpoint).Port}";
        Assert.Equal(
            $"Another program listens at {address}. Stop it, or choose another address: --urls http://localhost:PORT",
            Assert.Throws<AddressInUseException>(() => Build(address)).Message);
        other.Stop();
        Build(address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:0")]
    public void Addresses_that_the_machine_chooses_are_free(string addresses) => Build(addresses);

    static WebApplicationBuilder Build(string addresses) => WebApplication.CreateBuilder(["--urls", addresses]).AddServiceDefaults();
}
