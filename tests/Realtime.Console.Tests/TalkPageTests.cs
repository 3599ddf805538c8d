using Microsoft.Playwright;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

[Collection(ConsoleServices.Name)]
public sealed class TalkPageTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    [Fact]
    public async Task A_person_writes_and_speaks_and_sees_the_answers_and_the_events()
    {
        var page = await services.Open("/talk");
        await page.FitsItsWindow();
        await page.FindsNothingSerious();
        await Start(page);
        await page.FillAsync("[name=text]", "hello <b>there</b>");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".said .assistant").GetByText("You said: hello <b>there</b>").WaitForAsync();
        await page.Locator(".events").GetByText("response_done").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Microphone on" }).ClickAsync(); // Chromium's own beeps
        await page.Locator(".events").GetByText("speech_started").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Microphone off" }).ClickAsync();
        await page.Locator(".events").GetByText("speech_stopped").First.WaitForAsync();
        await page.Locator(".said .assistant").GetByText("I heard").First.WaitForAsync();
        await page.FindsNothingSerious();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the session" }).ClickAsync();
        await page.GetByText("The session ended: requested.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Microphone on" }).WaitForAsync();
        Assert.Matches("/conversations/console-[^/]+/sessions/[^/]+/end$", await page.GetByText("Why it ended").GetAttributeAsync("href") ?? "");
    }

    [Fact]
    public async Task The_simulator_breaks_the_session_on_request()
    {
        var page = await services.Open("/talk");
        await Start(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Quota is used up" }).ClickAsync();
        await page.GetByText("The session ended: error.").WaitForAsync();
        await Start(page); // a new one can follow
        await page.GetByRole(AriaRole.Button, new() { Name = "End the session" }).ClickAsync();
        await page.GetByText("The session ended: requested.").WaitForAsync();
    }

    [Fact]
    public async Task A_session_goes_on_after_its_API_was_killed()
    {
        var api = await Stack.StartApi();
        await using var gate = new Gate { Target = api.Address.Port };
        await using var console = await ConsoleServices.StartConsole(new Uri($"http://127.0.0.1:{gate.Port}"));
        var page = await services.NewPage();
        await page.GotoAsync($"http://localhost:{console.Address.Port}/talk");
        await Start(page);
        await api.Kill();
        await page.GetByText("The connection was lost. Coming back …").WaitForAsync();
        gate.Target = (await Stack.StartApi()).Address.Port;
        await page.GetByText("Connected.").WaitForAsync();
        await page.FillAsync("[name=text]", "still there?");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".said .assistant").GetByText("You said: still there?").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "End the session" }).ClickAsync();
        await page.GetByText("The session ended: requested.").WaitForAsync();
    }

    [Fact]
    public async Task A_conversation_with_a_live_session_is_refused_in_words()
    {
        var session = await (await Api.NewConversation("busy").Start()).Started();
        var page = await services.Open("/talk");
        await page.FillAsync("[name=conversation]", session.Conversation.Id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a session" }).ClickAsync();
        await page.GetByText($"The API refused the session: Session {session.Id} is live in this conversation. End it first").WaitForAsync();
        Assert.DoesNotContain("whisper-1", await page.Locator("[name=model] option").AllInnerTextsAsync());
        await session.TryEnd();
    }

    [Fact]
    public async Task Faults_are_offered_only_where_the_model_is_the_simulator_and_sessions_only_to_who_may_start_them()
    {
        var (_, reader) = await services.NewKey("reader");
        var page = await services.OpenAs(reader, "/talk");
        await page.GetByText("Your credential may not hold a session").WaitForAsync();
        await using var console = await ServiceProcess("Realtime__Console__Api", Stack.Api.Address.ToString());
        await page.GotoAsync($"http://localhost:{console.Address.Port}/talk");
        Assert.Equal(1, await page.GetByRole(AriaRole.Button, new() { Name = "Start a session" }).CountAsync());
        Assert.Equal(0, await page.Locator("[data-fault]").CountAsync());
    }

    static async Task Start(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a session" }).ClickAsync();
        await page.GetByText("Connected.").WaitForAsync();
    }

    static Task<Realtime.Testing.Services.ServiceProcess> ServiceProcess(string name, string value) =>
        Realtime.Testing.Services.ServiceProcess.Start("Realtime.Console", new Dictionary<string, string> { [name] = value });
}
