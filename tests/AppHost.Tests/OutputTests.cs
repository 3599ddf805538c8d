namespace AppHost.Tests;

/// <summary>What a run prints.</summary>
public sealed class OutputTests
{
    [Fact]
    public async Task A_healthy_start_says_what_it_does_first_and_at_its_end_all_that_its_user_needs()
    {
        using var folder = new DataFolder();
        await using var model = await RunningModel.HealthyAsync(folder);
        var lines = model.Output.Split('\n', StringSplitOptions.TrimEntries);

        Assert.StartsWith("Starting PostgreSQL from the programs in ", lines[0], StringComparison.Ordinal);
        foreach (var resource in new[] { "postgres", "simulator", "worker", "api", "console" }) Assert.Contains($"{resource} is ready.", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("fail:", StringComparison.Ordinal));
        // A slow machine is told what the start waits for; no check of health is logged.
        Assert.DoesNotContain(lines, line => line.Contains("/health", StringComparison.Ordinal)
            && !line.Contains("is still starting:", StringComparison.Ordinal));
        Assert.Equal($"{folder.Postgres}; the next run has it too", After("Data"));
        Assert.Equal($"stop this run, then: rm -r {folder.Postgres}", After("Anew"));
        Assert.Equal("realtime", await Shell.AskAsync(After("psql") + " -Atc 'select current_database()'"));
        Assert.DoesNotContain("not-a-secret", model.Output, StringComparison.Ordinal);

        await model.SignalAsync("INT");
        Assert.Contains("Stopping: the worker records", model.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", model.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exited", model.Output, StringComparison.Ordinal);

        string After(string word) => lines.Single(line => line.StartsWith(word + " ", StringComparison.Ordinal))[word.Length..].Trim();
    }
}
