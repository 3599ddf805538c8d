using Realtime.Sessions;

namespace Realtime.Access.Tests;

public sealed class TenantTests
{
    [Theory]
    [InlineData("talk", "default", "talk")]
    [InlineData("acme/talk", "acme", "talk")]
    [InlineData("acme~test/talk", "acme~test", "talk")]
    [InlineData("default~test/talk", "default~test", "talk")]
    [InlineData("default/talk", "default", "default/talk")]
    [InlineData("no tenant/talk", "default", "no tenant/talk")]
    [InlineData("/talk", "default", "/talk")]
    [InlineData("mt_tombstone", "default", "mt_tombstone")]
    public void A_stream_names_its_tenant_and_its_conversation(string stream, string tenant, string name)
    {
        var key = ConversationKey.Parse(stream);
        Assert.Equal((tenant, name, stream), (key.Tenant.ToString(), key.Name, key.Stream));
    }

    [Fact]
    public void No_two_valid_conversations_share_a_stream()
    {
        Tenant[] tenants = [Tenant.Default, new("acme"), new("acme", isTest: true), new("default", isTest: true), new("a.b"), new("a")];
        string[] names = ["talk", "acme", "default", "a", "b", "a.b:c_d-e"];
        var streams = tenants.SelectMany(tenant => names.Select(name => tenant.Conversation(name).Stream)).ToList();
        Assert.Equal(streams.Count, streams.Distinct().Count());
        Assert.All(names, name => Assert.True(ConversationId.IsValid(name)));
        Assert.False(ConversationId.IsValid("acme/talk"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("acme~test")]
    [InlineData("a b")]
    public void An_invalid_name_makes_no_tenant(string name) => Assert.Throws<FormatException>(() => new Tenant(name));

    [Fact]
    public void The_same_session_in_two_tenants_is_two_sessions_and_the_first_tenants_ids_are_unchanged()
    {
        var session = Guid.Parse("0198c5a1-0000-7000-8000-000000000001");
        Assert.NotEqual(EventIds.Requested(new Tenant("acme"), session), EventIds.Requested(new Tenant("globex"), session));
        Assert.NotEqual(EventIds.Requested(new Tenant("acme"), session), EventIds.Requested(new Tenant("acme", isTest: true), session));
        Assert.NotEqual(EventIds.Requested(new Tenant("acme"), session), EventIds.Requested(Tenant.Default, session));
    }
}
