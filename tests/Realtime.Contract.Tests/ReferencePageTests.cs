using System.Net;
using System.Text.RegularExpressions;
using Realtime.Contract.Tests.Stack;

namespace Realtime.Contract.Tests;

[Collection(DescribedApi.Tests)]
public sealed partial class ReferencePageTests(DescribedApi api)
{
    [Fact]
    public async Task The_readable_page_loads_everything_from_this_API()
    {
        var page = (await api.Get("/reference/")).MustBe(HttpStatusCode.OK);
        var sources = Source().Matches(page.Body).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources)
        {
            Assert.DoesNotContain("//", source, StringComparison.Ordinal);
            (await api.Get(new Uri(new Uri("http://api/reference/"), source).PathAndQuery)).MustBe(HttpStatusCode.OK);
        }

        Assert.Contains("openapi/v1.json", page.Body, StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?:<script[^>]*src|<link[^>]*href)="([^"]+)"|from '([^']+)'""")]
    private static partial Regex Source();
}
