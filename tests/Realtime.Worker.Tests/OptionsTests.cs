using System.ComponentModel.DataAnnotations;
using Realtime.Worker.Sessions;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests;

/// <summary>A wrong setting is refused with its full name.</summary>
public sealed class OptionsTests
{
    [Fact]
    public void Defaults_are_valid()
    {
        Assert.Empty(Problems(new WorkerOptions()));
        Assert.Empty(Problems(new SessionBounds()));
        Assert.Empty(Problems(new UpstreamOptions { BaseUrl = "https://api.openai.com/v1", ApiKey = "sk-1" }));
    }

    [Fact]
    public void Every_number_has_a_range_that_names_the_setting()
    {
        foreach (var options in new object[] { new WorkerOptions(), new SessionBounds() })
        {
            foreach (var number in options.GetType().GetProperties().Where(p => p.PropertyType == typeof(int)))
            {
                var right = number.GetValue(options);
                number.SetValue(options, -1);
                Assert.Contains($":{number.Name} must be", Assert.Single(Problems(options)), StringComparison.Ordinal);
                number.SetValue(options, int.MaxValue);
                Assert.Contains($":{number.Name} must be", Assert.Single(Problems(options)), StringComparison.Ordinal);
                number.SetValue(options, right);
            }
        }
    }

    [Theory]
    [InlineData("", null, "Realtime:Upstream:BaseUrl must name")]
    [InlineData("host/v1", null, "Realtime:Upstream:BaseUrl is not")]
    [InlineData("https://host/v1", "two words", "Realtime:Upstream:ApiKey must be")]
    [InlineData("https://host/v1", "line\n", "Realtime:Upstream:ApiKey must be")]
    public void An_invalid_model_provider_is_refused_without_showing_its_key(string baseUrl, string? key, string problem)
    {
        var said = Assert.Single(Problems(new UpstreamOptions { BaseUrl = baseUrl, ApiKey = key }));
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
        Assert.True(key is null || !said.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_dialect_is_refused_with_the_known_ones() => Assert.Equal(
        ["Realtime:Upstream:Dialect must be one of: openai-realtime."],
        Problems(new UpstreamOptions { BaseUrl = "https://api.openai.com/v1", Dialect = "esperanto" }));

    [Theory]
    [InlineData("http://10.0.0.7:5090", true)]
    [InlineData("10.0.0.7:5090", false)]
    public void A_workers_address_is_an_http_address(string address, bool right) =>
        Assert.Equal(right, Problems(new WorkerOptions { Address = address }).Count == 0);

    static List<string> Problems(object options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return [.. problems.Select(p => p.ErrorMessage!)];
    }
}
