using System.Net;
using Realtime.Access.Tests.Issuer;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Access.Tests;

/// <summary>The services know each other by certificates: what another authority vouches for is refused, by both sides.</summary>
public sealed class InternalTlsTests(ITestOutputHelper output) : StackTests(output), IDisposable
{
    readonly TestAuthority ours = new("Ours"), others = new("Others");

    public void Dispose()
    {
        ours.Dispose();
        others.Dispose();
    }

    Task<RealtimeStack> Start(Dictionary<string, string> worker, Dictionary<string, string> api) => StartStack(new StackSettings
    {
        // The first address is for health checks.
        Worker = new Dictionary<string, string>(worker) { ["ASPNETCORE_URLS"] = "http://127.0.0.1:0;https://127.0.0.1:0" }, Api = api,
    });

    [Fact]
    public async Task Services_with_certificates_of_their_authority_serve_each_other_and_nobody_without_one()
    {
        var stack = await Start(ours.Settings("worker"), ours.Settings("api"));
        var session = await (await stack.Client.NewConversation().Start()).Started();
        await session.Speak(Speech.Silence(200));
        var worker = (await stack.Client.Get("/workers")).Json.GetProperty("workers")[0];
        Assert.StartsWith("https://", worker.GetProperty("address").GetString(), StringComparison.Ordinal);

        var key = (await InternalKey.Of(stack.Database))!;
        foreach (var address in new[] { stack.Workers[0].Address.ToString().TrimEnd('/'), worker.GetProperty("address").GetString()! })
            Assert.Equal(HttpStatusCode.Unauthorized, await Remains(address, key));
        (await stack.Client.Post($"/workers/{worker.GetProperty("id").GetString()}/drain")).MustBe(HttpStatusCode.OK);
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_worker_refuses_an_API_of_another_authority_and_names_it()
    {
        var stack = await Start(ours.Settings("worker"), others.Settings("stranger", trusts: ours));
        var session = await (await stack.Client.NewConversation().Start()).Started();
        (await session.TryAudio(Speech.Silence(20))).MustBeRefused(HttpStatusCode.ServiceUnavailable, "owner-unreachable");
        await Patience.Until(() => Task.FromResult(stack.Workers[0].Lines.Any(line =>
            line.Contains("Refused a connection of CN=stranger, whose certificate is from CN=Others", StringComparison.Ordinal))), "the refusal");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_API_refuses_a_worker_of_another_authority_and_names_it()
    {
        var stack = await Start(others.Settings("stranger"), ours.Settings("api"));
        var session = await (await stack.Client.NewConversation().Start()).Started();
        (await session.TryAudio(Speech.Silence(20))).MustBeRefused(HttpStatusCode.ServiceUnavailable, "owner-unreachable");
        await Patience.Until(() => Task.FromResult(stack.Api.Lines.Any(line =>
            line.Contains("Refused a connection of CN=stranger, whose certificate is from CN=Others", StringComparison.Ordinal))), "the refusal");
        (await session.TryEnd()).MustBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("CertificatePath", "/nowhere/tls.crt")]
    [InlineData("CaPath", "/nowhere/ca.crt")]
    public async Task Certificates_that_cannot_be_used_stop_the_start_with_the_setting(string name, string value)
    {
        var settings = ours.Settings("api");
        settings[$"Realtime__Internal__{name}"] = value;
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Launch().WaitAsync(Patience.Time));
        Assert.Contains($"Realtime:Internal:{name}", refused.Message, StringComparison.Ordinal);

        Task Launch() => Access.Tests.Stack.ApiHost.Start(
            [.. settings.Select(each => (each.Key.Replace("__", ":", StringComparison.Ordinal), each.Value))]);
    }

    static async Task<HttpStatusCode> Remains(string address, string key)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var response = await http.GetAsync(new Uri(address + "/internal/remains"));
        return response.StatusCode;
    }
}
