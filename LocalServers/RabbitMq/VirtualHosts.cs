using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LocalServers.RabbitMq;

/// <summary>The definitions that a broker reads when it starts: a user and the virtual hosts.</summary>
static class VirtualHosts
{
    public static string Definitions(IReadOnlyList<string> names, string user, string password) => JsonSerializer.Serialize(new
    {
        users = new[] { new { name = user, password_hash = Hash(password), hashing_algorithm = "rabbit_password_hashing_sha256",
            tags = "administrator" } },
        vhosts = names.Select(name => new { name }),
        permissions = names.Select(vhost => new { user, vhost, configure = ".*", write = ".*", read = ".*" }),
    });

    static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(4);
        return Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
    }
}
