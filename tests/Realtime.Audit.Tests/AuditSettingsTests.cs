using Microsoft.Extensions.Options;

namespace Realtime.Audit.Tests;

[Collection(StackFixture.Tests)]
public sealed class AuditSettingsTests
{
    [Theory]
    [InlineData("Realtime:Audit:Key", "an-operator-key-of-some-length")]
    [InlineData("Realtime:Retention:ArchiveAfterDays", "0")]
    public async Task An_invalid_setting_fails_the_start(string name, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => AuditStack.New((name, value)));
        Assert.Contains(name, error.Message);
    }
}
