namespace Realtime.Testing.Tests;

public sealed class FailedTestsTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("results-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Each_failed_test_has_a_line_with_its_project_its_name_and_its_message()
    {
        var file = Write("Realtime.Some.Tests", """
            <UnitTestResult testName="Realtime.Some.Tests.First.Passes" outcome="Passed" />
            <UnitTestResult testName="Realtime.Some.Tests.First.Is_skipped" outcome="NotExecuted" />
            <UnitTestResult testName="Realtime.Some.Tests.First.Fails(way: &quot;a &lt; b&quot;)" outcome="Failed"><Output><ErrorInfo>
              <Message>Assert.Equal() Failure: Values differ
            Expected: 1
            Actual:   2</Message><StackTrace>at First.Fails</StackTrace></ErrorInfo></Output></UnitTestResult>
            <UnitTestResult testName="Realtime.Some.Tests.Second.Fails_too" outcome="Failed" />
            """, """<RunInfo outcome="Error"><Text>[xUnit.net 00:00:01.00]     Realtime.Some.Tests.Second.Fails_too [FAIL]</Text></RunInfo>""");
        Assert.Equal(
            [
                "Realtime.Some.Tests: First.Fails(way: \"a < b\"): Assert.Equal() Failure: Values differ | Expected: 1 | Actual:   2",
                "Realtime.Some.Tests: Second.Fails_too: ",
            ], FailedTests.In([file]));
    }

    [Fact]
    public void A_project_that_did_not_run_to_its_end_is_named()
    {
        var cut = Path.Combine(folder, "Cut.Tests.trx");
        File.WriteAllText(cut, "<TestRun><Results><UnitTestResult testName=");
        var aborted = Write("Aborted.Tests", "",
            """<RunInfo outcome="Error"><Text>The active test run was aborted. Reason: Test host process crashed</Text></RunInfo>""");
        var lines = FailedTests.In([Path.Combine(folder, "Missing.Tests.trx"), cut, aborted]).ToArray();
        Assert.StartsWith("Missing.Tests: it did not run to its end", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Cut.Tests: it did not run to its end", lines[1], StringComparison.Ordinal);
        Assert.Equal("Aborted.Tests: The active test run was aborted. Reason: Test host process crashed", lines[2]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void A_long_message_is_cut()
    {
        var file = Write("Long.Tests", $"""
            <UnitTestResult testName="Long.Tests.Fails" outcome="Failed"><Output><ErrorInfo><Message>{new string('x', 9_000)}</Message>
            </ErrorInfo></Output></UnitTestResult>
            """);
        Assert.Equal($"Long.Tests: Fails: {new string('x', 500)}…", Assert.Single(FailedTests.In([file])));
    }

    string Write(string project, string results, string infos = "")
    {
        var file = Path.Combine(folder, project + ".trx");
        File.WriteAllText(file, $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>{results}</Results>
            <ResultSummary outcome="Failed"><RunInfos>{infos}</RunInfos></ResultSummary></TestRun>
            """);
        return file;
    }
}
