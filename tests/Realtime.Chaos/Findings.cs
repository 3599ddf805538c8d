using System.Collections.Concurrent;

namespace Realtime.Chaos;

/// <summary>Broken promises, each a sentence that says exactly which. From any thread.</summary>
sealed class Findings
{
    /// <summary>Kept of them; a run that breaks everything must not fill the memory.</summary>
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
