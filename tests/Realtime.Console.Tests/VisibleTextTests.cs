using Realtime.Console.Components;

namespace Realtime.Console.Tests;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain words", "plain words")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("a\u202Eb", "a[U+202E]b")]
    [InlineData("zero\0bell\a", "zero[U+0000]bell[U+0007]")]
    [InlineData("soft\u00ADhyphen", "soft[U+00AD]hyphen")]
    [InlineData("\u2066isolate\u2069", "[U+2066]isolate[U+2069]")]
    [InlineData("👩\u200D👧", "👩\u200D👧")]
    [InlineData(null, "")]
    public void What_nobody_would_see_is_shown_as_its_code(string? text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_harms_nothing() => Assert.Equal("a\uFFFDb", VisibleText.Of("a\ud800b"));
}
