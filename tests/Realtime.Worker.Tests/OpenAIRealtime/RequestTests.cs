using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Realtime.Sessions;
using Realtime.Worker.OpenAIRealtime;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.OpenAIRealtime;

/// <summary>Where a session's transport goes and with which headers, for OpenAI and for Azure.</summary>
public sealed class RequestTests
{
    static readonly SessionOptions Session = new("a/b+c:d") { SafetyIdentifier = "hash" };

    static UpstreamRequest Request(UpstreamOptions options, SessionOptions? session = null) =>
        new OpenAIRealtimeDialect().Request(options, session ?? Session, Guid.Empty);

    [Fact]
    public void OpenAI_gets_the_key_as_a_bearer_token_and_the_organization_and_the_project_where_they_are_set()
    {
        var plain = Request(new UpstreamOptions { BaseUrl = "https://host", ApiKey = "k" });
        Assert.Equal("wss://host/v1/realtime?model=a%2Fb%2Bc%3Ad", plain.Address.AbsoluteUri);
        Assert.Equal(["Authorization: Bearer k", $"x-realtime-session: {Guid.Empty}"], Headers(plain));

        var all = Request(new UpstreamOptions { BaseUrl = "https://host", ApiKey = "k", Organization = "org", Project = "proj" });
        Assert.Equal(["Authorization: Bearer k", "OpenAI-Organization: org", "OpenAI-Project: proj", $"x-realtime-session: {Guid.Empty}"],
            Headers(all));
    }

    [Theory]
    [InlineData(UpstreamProvider.OpenAI, "wss://host/v1/realtime?intent=transcription")]
    [InlineData(UpstreamProvider.Azure, "wss://host/openai/v1/realtime?intent=transcription")]
    public void A_transcription_session_names_its_intent_and_no_model(UpstreamProvider provider, string address) =>
        Assert.Equal(address, Request(new UpstreamOptions { BaseUrl = "https://host", Provider = provider },
            new SessionOptions("gpt-transcribe") { Type = SessionType.Transcription }).Address.AbsoluteUri);

    [Fact]
    public void The_hash_of_the_end_user_is_passed_on_only_where_it_is_listed()
    {
        var listed = new UpstreamOptions { BaseUrl = "https://host" };
        Assert.DoesNotContain("hash", Request(listed).Headers.Values);
        listed.PassThrough.Add(UpstreamOptions.SafetyIdentifier);
        Assert.Equal("hash", Request(listed).Headers["OpenAI-Safety-Identifier"]);
        Assert.DoesNotContain("OpenAI-Safety-Identifier", Request(listed, new SessionOptions("m")).Headers.Keys);
    }

    [Fact]
    public void Azure_gets_the_key_in_its_own_header_and_the_name_of_the_deployment()
    {
        var azure = new UpstreamOptions { BaseUrl = "https://name.openai.azure.com", Provider = UpstreamProvider.Azure, ApiKey = "k" };
        azure.Deployments.Add(new DeploymentOptions { Model = "a/b+c:d", Name = "mine" });
        var request = Request(azure);
        Assert.Equal("wss://name.openai.azure.com/openai/v1/realtime?model=mine", request.Address.AbsoluteUri);
        Assert.Equal(["api-key: k", $"x-realtime-session: {Guid.Empty}"], Headers(request));
        Assert.Equal("?model=other", Request(azure, new SessionOptions("other")).Address.Query);
    }

    [Fact]
    public async Task Azure_without_a_key_gets_an_Entra_token_and_one_credential_serves_all_sessions()
    {
        var made = 0;
        var tokens = new EntraTokens(NullLogger<EntraTokens>.Instance, entra =>
        {
            made++;
            return new GivenToken(context => $"token of {entra.ClientId} for {Assert.Single(context.Scopes)}");
        });
        var azure = new UpstreamOptions { BaseUrl = "https://h", Provider = UpstreamProvider.Azure, Entra = { ClientId = "me" } };
        for (var session = 0; session < 3; session++)
            Assert.Equal("Bearer token of me for https://ai.azure.com/.default",
                (await tokens.Authorize(Request(azure), azure, default)).Headers["Authorization"]);
        Assert.Equal(1, made);

        azure.ApiKey = "k";
        Assert.DoesNotContain("Authorization", (await tokens.Authorize(Request(azure), azure, default)).Headers.Keys);
    }

    [Fact]
    public async Task A_token_that_Entra_refuses_is_an_error_without_its_words()
    {
        var tokens = new EntraTokens(NullLogger<EntraTokens>.Instance,
            _ => new GivenToken(_ => throw new AuthenticationFailedException("AADSTS7000215: the secret 's3cret' is wrong")));
        var azure = new UpstreamOptions { BaseUrl = "https://h", Provider = UpstreamProvider.Azure };
        var refused = await Assert.ThrowsAsync<UpstreamException>(async () => await tokens.Authorize(Request(azure), azure, default));
        Assert.Equal("upstream_unauthorized", refused.Error.Code);
        Assert.DoesNotContain("s3cret", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_simulator_of_test_keys_gets_nothing_of_the_provider()
    {
        var azure = new UpstreamOptions
        {
            BaseUrl = "https://h", Provider = UpstreamProvider.Azure, ApiKey = "k", Organization = "org", Project = "p",
            TestBaseUrl = "http://127.0.0.1:1",
        };
        var request = Request(azure.ForTests()!);
        Assert.Equal("ws://127.0.0.1:1/v1/realtime?model=a%2Fb%2Bc%3Ad", request.Address.AbsoluteUri);
        Assert.Equal([$"x-realtime-session: {Guid.Empty}"], Headers(request));
    }

    [Theory]
    [InlineData("t", null, null, true)]
    [InlineData("t", "c", null, true)]
    [InlineData(null, "c", "s", true)]
    [InlineData(null, "c", null, false)]
    [InlineData(null, null, null, false)]
    [InlineData("t", "c", "s", false)]
    public void Half_an_Entra_identity_is_refused_at_the_start(string? tenant, string? client, string? secret, bool isRefused) =>
        Assert.Equal(isRefused, new EntraOptions { TenantId = tenant, ClientId = client, ClientSecret = secret }.Problem is not null);

    static IEnumerable<string> Headers(UpstreamRequest request) =>
        request.Headers.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);

    sealed class GivenToken(Func<TokenRequestContext, string> give) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(give(requestContext), TimeProvider.System.GetUtcNow().AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
