using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Realtime.Worker.Upstream;

namespace Realtime.Worker.Tests.Upstream;

/// <summary>Messages that a dialect cannot read are counted; the log shows their content only if a setting allows it.</summary>
public sealed class UnreadableTests
{
    const string Content = "not a message, but perhaps a secret";
    readonly Lines logged = new();

    [Fact]
    public void The_log_has_their_number_and_none_of_their_content()
    {
        Add(5, LogUnreadable: false);
        Assert.Equal(3, logged.All.Count); // the first, the second and the fourth
        Assert.All(logged.All, line => Assert.DoesNotContain("secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public void If_a_setting_allows_it_the_log_has_their_beginning()
    {
        Add(1, LogUnreadable: true);
        var line = Assert.Single(logged.All);
        Assert.Contains(Content, line, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 201), line, StringComparison.Ordinal);
    }

    void Add(int messages, bool LogUnreadable)
    {
        var unreadable = new Unreadable(Guid.NewGuid(), Options.Create(new UpstreamOptions { LogUnreadable = LogUnreadable }), logged);
        for (var i = 0; i < messages; i++) unreadable.Add(Encoding.UTF8.GetBytes(Content + new string('x', 1_000)));
    }

    sealed class Lines : ILogger
    {
        public List<string> All { get; } = [];

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    }
}
