using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Realtime.Contract.Tests.Stack;
using Realtime.EventLog;
using Realtime.Sessions;
using Realtime.Testing.Contract;

namespace Realtime.Contract.Tests.Reference;

/// <summary>docs/events.md describes each event of the log, in the words of the code.</summary>
[Collection(DescribedApi.Tests)]
public sealed partial class EventReferenceTests(DescribedApi api)
{
    readonly StreamContract contract = new(api.AsyncApi);

    [Fact]
    public void Every_event_has_an_example() => Assert.Equal(EventTypes.All.Select(EventTypes.NameOf).Order(),
        EventReference.Events.Select(EventTypes.NameOf).Order());

    [Fact]
    public void Every_event_and_every_part_of_one_has_words() => Assert.All(EventReference.Events.Concat(EventReference.Parts), type =>
        Assert.True(XmlWords.Of(type) is not null, $"{type.Name} has no summary that says when it appears, or what it is."));

    [Fact]
    public void Every_field_has_words_and_every_number_says_what_it_counts() => Assert.All(
        EventReference.Events.Append(typeof(SessionEvent)).Concat(EventReference.Parts.Where(part => !part.IsEnum)), type =>
            Assert.All(Shape.Fields(type), field =>
            {
                Assert.True(field.Words is not null, $"{type.Name} has no words for {field.Name}: add a <param> or a <summary>.");
                Assert.True(!field.IsCount || Counted().IsMatch(field.Words), $"{type.Name}: {field.Name} does not say what it counts.");
            }));

    [Fact]
    public void Every_value_of_a_part_has_words() => Assert.All(EventReference.Parts.Where(part => part.IsEnum), type =>
        Assert.All(Enum.GetNames(type), name =>
            Assert.True(XmlWords.Of(type.GetField(name)!) is not null, $"{type.Name}.{name} has no summary.")));

    [Fact]
    public void Every_example_reads_as_it_was_written_and_is_as_the_API_describes() => Assert.All(EventExamples.All, e =>
    {
        var logged = EventExamples.Logged(e);
        Assert.Equal(logged.Data.ToArray(), JsonSerializer.SerializeToUtf8Bytes(logged.Decode(), e.GetType(), EventTypes.Json));
        Assert.Null(contract.OfEvent(logged.Version.ToString(CultureInfo.InvariantCulture), logged.Type, EventExamples.Read(e)));
    });

    [Fact]
    public void Every_link_leads_to_a_heading()
    {
        var text = EventReference.Write();
        Assert.All(Link().Matches(text), link =>
            Assert.Contains($"# {link.Groups[1].Value}\n", text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_docs_are_as_the_code_says() =>
        Docs.CheckPart("docs/events.md", "events of the log", nameof(EventReferenceTests), EventReference.Write());

    [GeneratedRegex(@"\]\(#(\w+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\b(number|version|code|units?)\b|How many", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();
}
