using System.Reflection;
using Realtime.Testing.Servers;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Realtime.Testing;

/// <summary>
/// Runs tests as xunit does. It also prints which servers the run uses, and disposes the shared servers after the last test.
/// tests/Directory.Build.targets sets it for every project that refers to this one.
/// </summary>
public sealed class ServerTestFramework : XunitTestFramework
{
    public ServerTestFramework(IMessageSink messages) : base(messages) =>
        Announcements.Say = text => messages.OnMessage(new DiagnosticMessage(text));

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions) =>
            base.RunTestCases(testCases, new ClosingSink(executionMessageSink), executionOptions);
    }

    sealed class ClosingSink(IMessageSink next) : IMessageSink
    {
        static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(60);

        public bool OnMessage(IMessageSinkMessage message)
        {
            // The runner ends this process soon after it receives this message, so dispose the servers first.
            if (message is ITestAssemblyFinished) Task.Run(SharedServers.Close).Wait(ClosePatience);
            return next.OnMessage(message);
        }
    }
}
