namespace Realtime.Testing.Programs;

/// <summary>What a program that ran in a container left behind.</summary>
public readonly record struct ExecResult(string Stdout, string Stderr, long ExitCode);
