namespace Realtime.Console.Access;

/// <summary>The names of the cookies that only the console reads. The API never gets them.</summary>
static class ConsoleCookies
{
    public const string Key = "realtime-console-key";
    public const string Antiforgery = "realtime-console-form";

    public static bool IsOwn(string name) => name is Key or Antiforgery;
}
