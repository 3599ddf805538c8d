using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Realtime.Sessions;
using Realtime.Worker.Buffers;
using Realtime.Worker.Sessions;

namespace Realtime.Worker.Tests.Sessions;

/// <summary>Images between an API and the model: bounded in bytes and in time.</summary>
public sealed class SessionMediaTests : IDisposable
{
    const int Megabyte = 1024 * 1024;
    readonly FakeTimeProvider time = new();
    readonly BufferShare share = new(new BufferBudget(64 * Megabyte), 32 * Megabyte);

    SessionMedia New() => new(share, time);

    public void Dispose() => share.Dispose();

    static ItemSubmitted Item(string inputId, params string[] sha256) => new(Guid.Empty, inputId, JsonSerializer.SerializeToElement(new
    {
        id = "rti_1", type = "message", role = "user",
        content = sha256.Select(digest => new { type = "input_image", image_url = new { sha256 = digest, type = "image/png", bytes = 3 } }),
    }), null, Respond: true)
    {
        Images = [.. sha256.Select(digest => new ItemImage(digest, "image/png", 3))],
    };

    [Fact]
    public void An_item_gets_its_images_back_in_the_place_of_the_references()
    {
        var media = New();
        Assert.True(media.TryAdd("a", "d1", [1, 2, 3]) && media.TryAdd("a", "d2", [4, 5, 6]));
        var whole = media.Restore(Item("a", "d1", "d2"))!;
        Assert.Null(whole.Images);
        Assert.Equal(["data:image/png;base64,AQID", "data:image/png;base64,BAUG"],
            whole.Item.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("image_url").GetString()));
    }

    [Fact]
    public void An_image_of_another_input_or_one_that_is_released_is_not_here()
    {
        var media = New();
        media.TryAdd("a", "d1", [1, 2, 3]);
        Assert.Null(media.Restore(Item("b", "d1")));
        Assert.Null(media.Restore(Item("a", "d1", "d2")));
        media.Release("a");
        Assert.Null(media.Restore(Item("a", "d1")));
        Assert.Equal(0, share.Held);
    }

    [Fact]
    public void Beyond_its_bound_it_takes_no_more_and_what_no_item_refers_to_makes_room_after_a_while()
    {
        var media = New();
        for (var n = 0; n < 16; n++) Assert.True(media.TryAdd("a", $"d{n}", new byte[Megabyte]));
        Assert.False(media.TryAdd("b", "d", [1]));
        Assert.True(media.TryAdd("a", "d0", new byte[Megabyte])); // a repeat
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(media.TryAdd("b", "d", [1]));
        Assert.Equal(1, share.Held);
    }
}
