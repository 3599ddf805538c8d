using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.Sessions;

namespace Realtime.Contract.Tests.Reference;

/// <summary>docs/refusals.md lists each refusal, with what a client gets.</summary>
public sealed class RefusalReferenceTests(RefusingApi api) : IClassFixture<RefusingApi>
{
    /// <summary>What a worker tells itself; no request leads to it.</summary>
    static readonly Type[] OfWorkers = [typeof(OwnershipLostException)];

    IReadOnlyList<Refusal> All => [.. api.Provoked.Select(each => each.Refusal), .. api.Handled];

    [Fact]
    public void Each_request_is_refused_for_its_own_reason() => Assert.All(api.Provoked, each =>
        Assert.True(each.Request.Problem == each.Refusal.Problem, $"{each.Request.Problem} was answered with {each.Refusal.Body}"));

    [Fact]
    public void Every_class_of_refusals_has_an_example()
    {
        var classes = new[] { typeof(SessionRefusedException), typeof(Conversations), typeof(RefusalHandler) }
            .SelectMany(type => type.Assembly.GetTypes()).Where(type => type.IsSubclassOf(typeof(SessionRefusedException)));
        Assert.Empty(classes.Except(api.Handled.Select(refusal => refusal.Of!)).Except(OfWorkers));
    }

    [Fact]
    public void Every_answer_has_a_type_and_a_status_of_the_table() => Assert.All(All, refusal =>
    {
        var (type, _) = RefusalReference.Types.SingleOrDefault(each => each.Type.Name == refusal.Problem);
        Assert.True(type is not null, $"ProblemTypes has no {refusal.Problem} ({refusal.Of}).");
        Assert.Contains(refusal.Status, type.Statuses);
        Assert.Equal(refusal.Status, refusal.Body.GetProperty("status").GetInt32());
    });

    [Fact]
    public void Every_type_of_the_table_has_words_and_is_answered_with_each_of_its_statuses() =>
        Assert.All(RefusalReference.Types, each =>
        {
            Assert.True(each.Words is not null, $"ProblemTypes says nothing of {each.Type.Name}.");
            Assert.Equal(each.Type.Statuses.Order(),
                All.Where(refusal => refusal.Problem == each.Type.Name).Select(refusal => refusal.Status).Distinct().Order());
        });

    [Fact]
    public void The_docs_are_as_the_API_answers() =>
        Docs.CheckPart("docs/refusals.md", "refusals", nameof(RefusalReferenceTests), RefusalReference.Write(All));
}
