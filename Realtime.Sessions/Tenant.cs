using System.Buffers;

namespace Realtime.Sessions;

/// <summary>
/// The owner of conversations: a customer of the deployment. The test credentials of a tenant act in a separate tenant. They never reach
/// its live data, and they reach only the simulator.
/// </summary>
public sealed record Tenant
{
    public const int MaximumLength = 64;

    /// <summary>The rule for names, for refusals.</summary>
    public const string Rule = "1 to 64 characters of A-Z a-z 0-9 . _ : - and neither . nor ..";

    // The names of streams contain it, so changing it is a data migration.
    const string TestMark = "~test";

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>The tenant of all conversations from versions without tenants.</summary>
    public static readonly Tenant Default = new("default");

    /// <exception cref="FormatException">The name breaks <see cref="Rule"/>.</exception>
    public Tenant(string name, bool isTest = false)
    {
        if (!IsValid(name)) throw new FormatException($"A tenant's name must be {Rule}");
        (Name, IsTest) = (name, isTest);
    }

    public string Name { get; }

    public bool IsTest { get; }

    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= MaximumLength && name is not ("." or "..") && !name.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>Parses what <see cref="ToString"/> writes; null for any other text.</summary>
    public static Tenant? TryParse(string text)
    {
        if (text == Default.Name) return Default;
        var isTest = text.EndsWith(TestMark, StringComparison.Ordinal);
        var name = isTest ? text[..^TestMark.Length] : text;
        return IsValid(name) ? new Tenant(name, isTest) : null;
    }

    /// <summary>The tenant in answers; null for <see cref="Default"/>, so that answers are as in versions without tenants.</summary>
    public string? Shown => this == Default ? null : ToString();

    public ConversationKey Conversation(string name) => new(this, name);

    public override string ToString() => IsTest ? Name + TestMark : Name;
}
