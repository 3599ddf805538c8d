using System.Net;
using Microsoft.Extensions.Options;
using static Realtime.Audit.Tests.SecretTalk;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class AuditKeyTests
{
    const string Key = "an-operator-key-of-some-length";

    [Fact]
    public async Task If_a_key_is_set_only_requests_with_it_may_read_the_audit_or_erase()
    {
        await using var stack = await AuditStack.New(("Realtime:Audit:Key", Key));
        var conversation = NewConversation();
        await stack.Spoken(conversation);

        foreach (var presented in new[] { null, "Bearer", "Bearer wrong", $"Bearer {Key}x", $"Basic {Key}" })
        {
            await Send(HttpMethod.Get, "/audit/verify", presented).Refused(HttpStatusCode.Unauthorized, "unauthorized");
            await Send(HttpMethod.Get, "/audit/heads", presented).Refused(HttpStatusCode.Unauthorized, "unauthorized");
            await Send(HttpMethod.Post, "/audit/heads/verify", presented).Refused(HttpStatusCode.Unauthorized, "unauthorized");
            await Send(HttpMethod.Get, $"/audit/conversations/{conversation}", presented)
                .Refused(HttpStatusCode.Unauthorized, "unauthorized");
            await Send(HttpMethod.Delete, $"/conversations/{conversation}/content", presented)
                .Refused(HttpStatusCode.Unauthorized, "unauthorized");
        }

        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, $"/audit/conversations/{conversation}", $"Bearer {Key}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK,
            (await Send(HttpMethod.Delete, $"/conversations/{conversation}/content", $"bearer {Key}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, $"/conversations/{conversation}", null)).StatusCode);

        Task<HttpResponseMessage> Send(HttpMethod method, string path, string? authorization)
        {
            var request = new HttpRequestMessage(method, path);
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            return stack.Http.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("Realtime:Audit:Key", "short")]
    [InlineData("Realtime:Retention:ArchiveAfterDays", "0")]
    public async Task An_invalid_setting_fails_the_start(string name, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => AuditStack.New((name, value)));
        Assert.Contains(name, error.Message);
    }
}
