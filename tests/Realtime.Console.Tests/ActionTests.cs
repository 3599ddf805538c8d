using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

/// <summary>What people do: each with a confirmation, with their name on the record, and only if they may.</summary>
[Collection(ConsoleServices.Name)]
public sealed class ActionTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_session_is_ended_by_keyboard_and_the_record_has_the_name_of_who_did_it()
    {
        using var other = services.Other();
        var session = await (await other.NewConversation("ended").Start()).Started();
        var page = await services.OpenAs(services.OtherKey, $"/actions/end?conversation={session.Conversation.Id}&session={session.Id}");
        await page.GetByText("The session ends with the reason").WaitForAsync();
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the session" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => url.Contains("did=end", StringComparison.Ordinal));
        await session.Ended();
        var asked = await Recorded(other, session.Conversation, "end_requested");
        Assert.Equal("key:other", asked.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Cancelling_changes_nothing()
    {
        var session = await (await Api.NewConversation("kept").Start()).Started();
        var page = await services.Open($"/actions/erase?conversation={session.Conversation.Id}");
        await page.GetByText("a live session, which must end first").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/trust?conversation=", StringComparison.Ordinal));
        Assert.Equal("started", (await Api.Get($"{session.Conversation.Path}/sessions/{session.Id}")).Json.GetProperty("phase").GetString());
        await session.TryEnd();
    }

    [Fact]
    public async Task Content_is_erased_and_a_conversation_archived()
    {
        var session = await (await Api.NewConversation("erased").Start()).Started();
        await session.Text("a secret word");
        var page = await services.Open($"/actions/erase?conversation={session.Conversation.Id}");
        await Confirm(page, "Erase the content");
        await page.GetByText("End it first").WaitForAsync(); // refused while a session is live
        await session.TryEnd();
        await session.Ended();
        await Confirm(page, "Erase the content");
        await page.GetByText("The content was erased.").WaitForAsync();
        Assert.DoesNotContain("a secret word", (await Api.Get($"{session.Conversation.Path}/events")).Body, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Archive the conversation" }).ClickAsync();
        await page.FindsNothingSerious();
        await Confirm(page, "Archive the conversation");
        await page.GetByText("The conversation is archived.").WaitForAsync();
        (await session.Conversation.TryStart()).MustBeRefused(HttpStatusCode.Gone, "conversation-archived");
    }

    [Fact]
    public async Task Without_the_scope_nothing_is_offered_and_a_forged_post_is_refused()
    {
        using var other = services.Other();
        var session = await (await other.NewConversation("guarded").Start()).Started();
        var (_, key) = await services.NewKey("auditor");
        var page = await services.OpenAs(key, $"/trust?conversation={session.Conversation.Id}");
        await page.GetByText("Verify now").WaitForAsync();
        Assert.Equal(0, await page.GetByText("Erase the content").CountAsync());
        foreach (var target in new[] { $"end?conversation={session.Conversation.Id}&session={session.Id}",
            $"erase?conversation={session.Conversation.Id}", $"archive?conversation={session.Conversation.Id}", "revoke?key=x", "drain?worker=x" })
        {
            var answer = await page.GotoAsync(new Uri(services.Address, $"/actions/{target}").ToString());
            Assert.Equal(403, answer!.Status);
            Assert.Equal(0, await page.Locator("main form").CountAsync());
            // The form for signing out has a valid token of this person.
            Assert.Equal(403, await page.EvaluateAsync<int>(
                """
                address => {
                  const form = new FormData(document.querySelector('form.who'));
                  form.append('_handler', 'action');
                  return fetch(address, { method: 'POST', body: new URLSearchParams(form) }).then(a => a.status);
                }
                """, $"/actions/{target}"));
            Assert.Equal(400, await page.EvaluateAsync<int>(
                "address => fetch(address, { method: 'POST', body: new URLSearchParams({ _handler: 'action' }) }).then(a => a.status)",
                $"/actions/{target}"));
        }

        Assert.Equal("started", (await other.Get($"{session.Conversation.Path}/sessions/{session.Id}")).Json.GetProperty("phase").GetString());
        await session.TryEnd();
    }

    [Fact]
    public async Task What_belongs_to_another_tenant_is_not_there()
    {
        var session = await (await Api.NewConversation("theirs").Start()).Started();
        var page = await services.OpenAs(services.OtherKey, "/");
        foreach (var target in new[] { $"end?conversation={session.Conversation.Id}&session={session.Id}",
            $"erase?conversation={session.Conversation.Id}", $"archive?conversation={session.Conversation.Id}", "revoke?key=nobodys",
            "end?conversation=%00&session=x", "nothing" })
        {
            var answer = await page.GotoAsync(new Uri(services.Address, $"/actions/{target}").ToString());
            Assert.InRange(answer!.Status, 400, 404);
            Assert.Equal(0, await page.Locator("main form").CountAsync());
        }

        await session.TryEnd();
    }

    static Task Confirm(IPage page, string action) => page.GetByRole(AriaRole.Button, new() { Name = action }).ClickAsync();

    static async Task<JsonElement> Recorded(ApiClient api, ConversationClient conversation, string type) =>
        (await api.Get($"/audit{conversation.Path}")).MustBe(HttpStatusCode.OK).Json.GetProperty("events").EnumerateArray()
            .Single(e => e.GetProperty("type").GetString() == type);
}
