using Realtime.Testing.Stack;
using Xunit.Abstractions;

namespace Realtime.Client.Tests;

/// <summary>APIs are killed and stopped under the package, and another takes their place.</summary>
public sealed class LossTests(ITestOutputHelper output) : StackTests(output)
{
    [Fact]
    public async Task A_follower_and_its_texts_outlive_the_API_that_they_reach()
    {
        var stack = await StartStack(StackSettings.Default);
        var address = stack.Api.Address;
        using var client = new RealtimeClient(address);
        using var patience = Patience.Source();
        var session = await client.StartAsync("talk", ct: patience.Token);
        var api = stack.Api;
        var versions = new List<long>();
        var answers = 0;
        await foreach (var e in session.FollowAsync(ct: patience.Token))
        {
            versions.Add(e.Version);
            if (e.Data is SessionStarted or TranscriptCompleted { Role: "assistant" })
            {
                if (answers == 4) break;
                if (answers % 2 == 0) await api.Kill();
                else await api.Stop();
                var text = session.SendTextAsync($"text {answers++}", ct: patience.Token); // nobody listens yet
                api = await stack.StartApi(address.ToString());
                await text;
            }
        }

        await session.EndAsync(patience.Token);
        var all = await client.ReadEventsAsync("talk", ct: patience.Token).ToListAsync();
        Assert.Equal(all.Select(e => e.Version).Take(versions.Count), versions);
        Assert.Equal(4, all.Count(e => e.Data is TextSubmitted));
        Assert.Equal(4, all.Count(e => e.Data is TextDelivered));
    }
}
