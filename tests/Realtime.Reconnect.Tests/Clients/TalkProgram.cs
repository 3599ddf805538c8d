using System.Collections.Concurrent;
using System.Diagnostics;
using Realtime.Testing.Scripts;

namespace Realtime.Reconnect.Tests.Clients;

/// <summary>
/// A program of samples/reconnecting. It holds conversations until its input ends, and writes what it reads into files, one for each
/// conversation.
/// </summary>
sealed class TalkProgram : IDisposable
{
    /// <summary>Two talk over HTTP, one over a live socket.</summary>
    const int Lanes = 3;

    readonly Process process;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("realtime-read-");
    readonly ConcurrentQueue<string> output = new();

    TalkProgram(string language, Uri api, string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        Language = language;
        var start = new ProcessStartInfo(program, [.. arguments, api.ToString(), folder.FullName, $"{language}-{Guid.NewGuid():N}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        OrphanWatch.Watch(process);
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Language { get; }

    /// <summary>The conversations that it has begun, with what it has read of each: one JSON value in a line.</summary>
    public IEnumerable<(string Conversation, string[] Lines)> Records =>
        folder.EnumerateFiles().Select(file => (Path.GetFileNameWithoutExtension(file.Name), File.ReadAllLines(file.FullName)));

    /// <summary>How much it has read in each lane, in bytes. A lane holds one conversation after the other.</summary>
    Dictionary<string, long> Read => folder.EnumerateFiles()
        .GroupBy(file => Lane(file.Name), StringComparer.Ordinal).ToDictionary(lane => lane.Key, lane => lane.Sum(file => file.Length));

    public static TalkProgram DotNet(Uri api) => new("dotnet", api, "dotnet", [ServiceAssemblies.PathOf(typeof(TalkProgram).Assembly, "Samples.Reconnecting")],
        new Dictionary<string, string>());

    public static TalkProgram Node(Uri api) => new(
        "node", api, "node", ["--experimental-websocket", "--no-warnings", Sample("talk.mjs")], new Dictionary<string, string>());

    public static TalkProgram Python(Uri api) => new("python", api, Python3.Path, [Sample("talk.py")],
        new Dictionary<string, string> { ["PYTHONPATH"] = Path.Combine(Docs.Root, "clients", "python") });

    static string Sample(string file) => Path.Combine(Docs.Root, "samples", "reconnecting", file);

    /// <summary>Waits until every lane has read more than it has now; fails if the program exits. Returns the lane that took longest.</summary>
    public async Task<string> HasReadMore()
    {
        var before = Read;
        var last = "no lane";
        await Patience.Until(() =>
        {
            if (process.HasExited) Fail("exited");
            var now = Read;
            last = now.FirstOrDefault(lane => lane.Value == before.GetValueOrDefault(lane.Key)).Key ?? last;
            return Task.FromResult(now.Count == Lanes && now.All(lane => lane.Value > before.GetValueOrDefault(lane.Key)));
        }, $"the client in {Language} reads on in all lanes");
        return last;
    }

    /// <summary>Lets it finish the conversations that it holds; fails if it does not exit with 0.</summary>
    public async Task Finish()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience.Time);
        }
        catch (TimeoutException)
        {
            Fail("does not finish");
        }

        if (process.ExitCode != 0) Fail($"exited with {process.ExitCode}");
    }

    /// <summary>Such as "talk-a" of a file "LANGUAGE-ID-talk-a-7.ndjson".</summary>
    static string Lane(string file) => string.Join('-', file.Split('-')[2..^1]);

    void Fail(string what) => Assert.Fail($"The client in {Language} {what}. {output.LastOrDefault(line => line.Length > 0)}\n{string.Join('\n', output)}\n"
        + string.Join('\n', Records.OrderBy(r => r.Conversation, StringComparer.Ordinal).TakeLast(3).Select(r => $"{r.Conversation}: {string.Join('\n', r.Lines.TakeLast(5))}")));

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        folder.Delete(recursive: true);
    }
}
