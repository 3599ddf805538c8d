using System.Collections.Concurrent;

namespace Realtime.Chaos;

/// <summary>The broken promises, one sentence each. Safe for any thread.</summary>
sealed class Findings
{
    /// <summary>How many sentences are kept: a run that breaks everything must not fill the memory.</summary>
    const int Most = 500;

    readonly ConcurrentQueue<string> sentences = new();
    int count;

    public int Count => Volatile.Read(ref count);
    public IReadOnlyList<string> Sentences => [.. sentences];

    public void Add(string sentence)
    {
        if (Interlocked.Increment(ref count) <= Most) sentences.Enqueue(sentence);
    }
}
