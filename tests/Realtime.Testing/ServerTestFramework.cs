using System.Reflection;
using Realtime.Testing.Servers;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Realtime.Testing;

/// <summary>
/// xunit's own way of running tests. What is announced of servers becomes a message of the run, and shared servers go with its last test.
/// tests/Directory.Build.targets sets it for every project that refers to this one.
/// </summary>
public sealed class ServerTestFramework : XunitTestFramework
{
    public ServerTestFramework(IMessageSink messages) : base(messages) =>
        Announcements.Say = text => messages.OnMessage(new DiagnosticMessage(text));

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages) : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(testCases, new ClosingSink(executionMessageSink), executionOptions);
    }

    sealed class ClosingSink(IMessageSink next) : IMessageSink
    {
        static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(60);

        public bool OnMessage(IMessageSinkMessage message)
        {
            // The runner ends this process soon after it has heard of the end, so that the servers go before.
            if (message is ITestAssemblyFinished) Task.Run(SharedServers.Close).Wait(ClosePatience);
            return next.OnMessage(message);
        }
    }
}
