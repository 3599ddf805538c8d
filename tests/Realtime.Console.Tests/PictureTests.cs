using Microsoft.Playwright;
using Realtime.Testing.Client;
using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Console.Tests;

/// <summary>The pictures in docs/console.md. REALTIME_WRITE_DOCS=1 takes them anew.</summary>
[Collection(ConsoleServices.Name)]
public sealed class PictureTests(ConsoleServices services, ITestOutputHelper output) : StackTests(services, output)
{
    readonly ITestOutputHelper output = output;

    [Fact]
    public async Task The_docs_show_the_main_pages()
    {
        var conversation = Api.NewConversation("support");
        var session = await Spoken(conversation);
        await (await conversation.StartWithFault("refuse-401")).Ended();
        var failed = await (await conversation.StartWithFault("insufficient-quota")).Started();
        await failed.Ended();
        await (await Api.NewConversation("hotline").Start()).Started();

        await Take("/", page => page.Locator($"#s-{failed.Id} .badge.bad"), "console-sessions");
        var address = $"/conversations/{conversation.Id}/sessions/{session.Id}";
        await Take(address, page => page.Locator("#latencies tbody tr").First, "console-session");
        address = $"/conversations/{conversation.Id}/sessions/{failed.Id}/end";
        await Take(address, page => page.GetByText("insufficient_quota").First, "console-end");
        await Take("/charts?days=1", page => page.Locator("#answer-title"), "console-charts");
        await Take("/trust", page => page.GetByText("Every event is sealed."), "console-trust");
        var docs = await File.ReadAllTextAsync(Path.Combine(Docs.Root, "docs/console.md"));
        foreach (var name in new[] { "console-sessions", "console-session", "console-end", "console-charts", "console-trust" })
            Assert.Contains($"(images/{name}.png)", docs, StringComparison.Ordinal);
    }

    async Task Take(string address, Func<IPage, ILocator> shows, string name)
    {
        var page = await services.Open(address);
        await page.SetViewportSizeAsync(1280, 800);
        await shows(page).WaitForAsync();
        var times = await page.EvaluateAsync<string>(
            """
            () => {
              const [n] = performance.getEntriesByType('navigation'), [p] = performance.getEntriesByName('first-contentful-paint');
              return [n.responseEnd, p.startTime, n.loadEventEnd].map(Math.round).join(', ');
            }
            """);
        output.WriteLine($"{name}, in ms until the answer, the first picture, all: {times}");
        if (Docs.IsWriting) await page.ScreenshotAsync(new() { Path = Path.Combine(Docs.Root, "docs/images", $"{name}.png") });
        await page.CloseAsync();
    }

    /// <summary>A session in which the user speaks and writes, and the model calls a tool.</summary>
    static async Task<SessionClient> Spoken(ConversationClient conversation)
    {
        var session = await (await conversation.Start(new
        {
            session = new
            {
                type = "realtime", tools = new[] { new { type = "function", name = "weather", parameters = new { type = "object" } } },
            },
        })).Started();
        await session.Speak(Speech.Sentence());
        await session.Speak(Speech.Silence(1_000));
        await conversation.Answer("I heard");
        await session.Text("call weather {\"city\": \"Bern\"}");
        string? call = null;
        await Patience.Until(async () =>
            (call = (await conversation.Events()).FirstOrDefault(e => e.Type == "handoff_requested")?.Text("callId")) is not null);
        await session.TryAnswer(call!, "Sunny");
        await conversation.Answer("The function answered");
        await session.TryEnd();
        await session.Ended();
        return session;
    }
}
