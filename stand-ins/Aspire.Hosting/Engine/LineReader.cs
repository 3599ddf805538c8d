namespace Aspire.Hosting.Engine;

/// <summary>Reads a process's output line by line; a line without an end cannot fill the memory.</summary>
internal static class LineReader
{
    private const int LongestLine = 16 * 1024;

    public static async Task ReadAsync(TextReader reader, Action<string> onLine)
    {
        var buffer = new char[LongestLine];
        var filled = 0;
        while (await reader.ReadAsync(buffer.AsMemory(filled)) is var read and > 0)
        {
            filled = Split(buffer, filled + read, onLine);
            if (filled == buffer.Length)
            {
                onLine(new string(buffer));
                filled = 0;
            }
        }

        if (filled > 0)
            onLine(new string(buffer, 0, filled));
    }

    // Returns how much of an unfinished line now stands at the start of the buffer.
    private static int Split(char[] buffer, int filled, Action<string> onLine)
    {
        var start = 0;
        for (int end; (end = Array.IndexOf(buffer, '\n', start, filled - start)) >= 0; start = end + 1)
            onLine(new string(buffer, start, end - start).TrimEnd('\r'));
        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        return filled - start;
    }
}
