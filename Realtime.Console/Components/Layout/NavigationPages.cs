using Microsoft.AspNetCore.Components.Routing;

namespace Realtime.Console.Components.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Scope">The scope that its reader needs; null for everybody.</param>
record NavigationPage(string Address, string Title, string? Scope, NavLinkMatch Match = NavLinkMatch.Prefix);

static class NavigationPages
{
    /// <summary>In the order in which the navigation shows them.</summary>
    public static readonly IReadOnlyList<NavigationPage> All =
    [
        new("/", "Sessions", "sessions:read", NavLinkMatch.All),
    ];
}
