using System.Security.Cryptography;
using System.Text;

namespace Samples.Backend;

/// <summary>Who may sign in. A real application asks its identity provider instead.</summary>
sealed class UserOptions
{
    /// <summary>The password of each user, by name.</summary>
    public Dictionary<string, string> Users { get; init; } = [];

    public bool Knows(string name, string password) => Users.TryGetValue(name, out var known)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(known)),
            SHA256.HashData(Encoding.UTF8.GetBytes(password)));
}
