using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Realtime.Bench.Relay;

/// <summary>nginx as a plain reverse proxy for WebSockets, in front of one address.</summary>
sealed class NginxProxy : IAsyncDisposable
{
    readonly Process process;
    readonly string folder;

    NginxProxy(Process process, string folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>Starts it; null if nginx is not installed.</summary>
    public static async Task<NginxProxy?> Start(Uri target)
    {
        if (Machine.Program("nginx") is not { } program) return null;
        var folder = Directory.CreateTempSubdirectory("realtime-bench-nginx-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration,
            $$"""
            daemon off; master_process off; pid {{folder}}/nginx.pid; error_log stderr crit;
            events { worker_connections 4096; }
            http {
                access_log off;
                client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}};
                uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
                server {
                    listen {{address.Authority}};
                    location / {
                        proxy_pass http://{{target.Authority}};
                        proxy_http_version 1.1;
                        proxy_set_header Upgrade $http_upgrade;
                        proxy_set_header Connection "upgrade";
                        proxy_read_timeout 1h;
                    }
                }
            }
            """);
        var process = Process.Start(new ProcessStartInfo(program, ["-c", configuration, "-p", folder, "-e", "stderr"]))!;
        OrphanWatch.Watch(process);
        await Patience.Until(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, address.Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }, "nginx listens");
        return new NginxProxy(process, folder, address);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
