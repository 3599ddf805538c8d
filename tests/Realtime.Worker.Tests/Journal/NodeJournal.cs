using Microsoft.Extensions.Logging.Abstractions;
using Realtime.Testing.Log;
using Realtime.Worker.Journal;
using Realtime.Worker.Leases;

namespace Realtime.Worker.Tests.Journal;

static class NodeJournal
{
    /// <summary>A journal that writes to the node's log. The test starts it.</summary>
    public static SessionJournal Journal(this Node node, DatabaseWatch watch, JournalRefusals refusals) => new(
        new JointRecorder(node.Writer, node.Nudges),
        new SoloRecorder(node.Conversations, node.Reader, refusals, NullLogger<SoloRecorder>.Instance),
        refusals, watch, TimeProvider.System, NullLogger<SessionJournal>.Instance);
}
