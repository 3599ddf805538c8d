using System.Buffers;

namespace Realtime.Sessions;

/// <summary>
/// Whose a conversation is: a customer of the deployment. What a tenant's test credentials do is apart from all of its live data, as if another tenant did it, and
/// only ever reaches the simulator.
/// </summary>
public sealed record Tenant
{
    public const int MaximumLength = 64;

    /// <summary>What a name has to be, for those who gave another one.</summary>
    public const string Rule = "1 to 64 characters of A-Z a-z 0-9 . _ : - and neither . nor ..";

    // Stored in the names of streams: changing it is a data migration.
    const string TestMark = "~test";

    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>Has every conversation from before there were tenants.</summary>
    public static readonly Tenant Default = new("default");

    /// <exception cref="FormatException">No tenant can have that name.</exception>
    public Tenant(string name, bool isTest = false)
    {
        if (!IsValid(name)) throw new FormatException($"A tenant's name must be {Rule}");
        (Name, IsTest) = (name, isTest);
    }

    public string Name { get; }

    public bool IsTest { get; }

    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= MaximumLength && name is not ("." or "..") && !name.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>As <see cref="ToString"/> writes it; null where no tenant is written like that.</summary>
    public static Tenant? TryParse(string text)
    {
        if (text == Default.Name) return Default;
        var isTest = text.EndsWith(TestMark, StringComparison.Ordinal);
        var name = isTest ? text[..^TestMark.Length] : text;
        return IsValid(name) ? new Tenant(name, isTest) : null;
    }

    /// <summary>For answers: null for <see cref="Default"/>, which is named as little as before there were tenants.</summary>
    public string? Shown => this == Default ? null : ToString();

    public ConversationKey Conversation(string name) => new(this, name);

    public override string ToString() => IsTest ? Name + TestMark : Name;
}
