using Microsoft.AspNetCore.Components.Routing;
using Realtime.Console.Access;

namespace Realtime.Console.Components.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Scope">The scope that its reader needs; null for everybody.</param>
record NavigationPage(string Address, string Title, string? Scope, NavLinkMatch Match = NavLinkMatch.Prefix)
{
    /// <summary>Only operators of the deployment have it.</summary>
    public bool OfOperator { get; init; }

    public bool IsFor(Caller? person) => (Scope is null || person?.May(Scope) is true) && (!OfOperator || person?.Operator is true);
}

static class NavigationPages
{
    /// <summary>In the order in which the navigation shows them.</summary>
    public static readonly IReadOnlyList<NavigationPage> All =
    [
        new("/", "Sessions", "sessions:read", NavLinkMatch.All),
        new("/charts", "Charts", "sessions:read"),
        new("/trust", "Trust", "audit:read"),
        new("/workers", "Workers", "operate") { OfOperator = true },
        new("/talk", "Talk", "sessions:drive"),
        new("/keys", "Keys", "operate"),
    ];
}
