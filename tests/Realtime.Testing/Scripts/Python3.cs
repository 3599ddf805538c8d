using System.ComponentModel;
using System.Diagnostics;

namespace Realtime.Testing.Scripts;

/// <summary>A Python that has the package websockets. The first one on the PATH may be another than that of Debian's packages.</summary>
public static class Python3
{
    static readonly string[] Candidates = ["python3", "/usr/bin/python3"];

    public static string Path { get; } = Candidates.FirstOrDefault(HasWebSockets) ?? throw new InvalidOperationException(
        "These tests need Python 3.11 or newer with the package websockets: apt-get install python3-websockets, or pip install websockets.");

    /// <summary>Runs it in a folder; returns its output. Throws if it fails.</summary>
    public static Task<string> Run(string folder, params string[] arguments) =>
        ScriptRun.Of(Path, arguments, folder, new Dictionary<string, string>(), TimeSpan.FromMinutes(5));

    static bool HasWebSockets(string program)
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(program, ["-c", "import sys, websockets; assert sys.version_info >= (3, 11)"])
            {
                RedirectStandardError = true,
            })!;
            python.StandardError.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
