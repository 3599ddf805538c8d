using Microsoft.Extensions.Configuration;

namespace AppHost.Services;

static class ApiPorts
{
    public const string HttpSetting = "Realtime:Api:Port";
    public const string ConsoleSetting = "Realtime:Console:Port";
    public const string TlsSetting = "Realtime:Api:TlsPort";

    public static int Http(IConfiguration settings) => settings.GetValue(HttpSetting, 5080);

    public static int Console(IConfiguration settings) => settings.GetValue(ConsoleSetting, 5090);

    /// <summary>The port for TLS; null if the setting is 0.</summary>
    public static int? Tls(IConfiguration settings) => settings.GetValue(TlsSetting, 5443) is > 0 and var port ? port : null;
}
