using System.Security.Cryptography;
using System.Text;
using Realtime.Sessions;

namespace Realtime.Api.Sessions;

/// <summary>The person at the other end, as a client names them. Only a hash is kept, and the provider gets no more.</summary>
static class EndUser
{
    public const int MaximumLength = 512;

    /// <summary>The header in which OpenAI's clients name the end user.</summary>
    public const string Header = "OpenAI-Safety-Identifier";

    /// <summary>The same for one end user of one tenant, always; 64 characters.</summary>
    public static string HashOf(Tenant tenant, string endUser) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"realtime end user\n{tenant}\n{endUser}")));
}
