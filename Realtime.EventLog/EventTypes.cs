using System.Text.Json;
using Marten;
using Realtime.EventLog.Audit;
using Realtime.EventLog.Projections;
using Realtime.Sessions;
using Weasel.Core;

namespace Realtime.EventLog;

/// <summary>All event types by their stored name. It is Marten's alias, the type's name in snake case.</summary>
public static class EventTypes
{
    /// <summary>The JSON that Marten writes: camel case, and enums as the names that they declare.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static readonly IReadOnlyList<Type> All =
        [.. typeof(ConversationEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ConversationEvent)) && !t.IsAbstract)];

    static readonly Dictionary<string, Type> ByName =
        All.ToDictionary(NameOf, StringComparer.Ordinal);

    static readonly Dictionary<Type, (string Name, string DotNet)> Stored =
        ByName.ToDictionary(type => type.Value, type => (type.Key, $"{type.Value.FullName}, {type.Value.Assembly.GetName().Name}"));

    /// <summary>The type of an event as Marten stores it: its alias and the name of the .NET type.</summary>
    internal static (string Name, string DotNet) StoredNamesOf(ConversationEvent e) => Stored[e.GetType()];

    public static string NameOf<TEvent>() where TEvent : ConversationEvent => NameOf(typeof(TEvent));

    public static string NameOf(Type type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.Name);

    /// <summary>The stored names of all types under this one.</summary>
    public static IEnumerable<string> NamesUnder<TEvent>() where TEvent : ConversationEvent =>
        Stored.Where(stored => stored.Key.IsAssignableTo(typeof(TEvent))).Select(stored => stored.Value.Name);

    /// <summary>Decodes an event. A type that this version does not know is an error, because skipping it would falsify the fold.</summary>
    public static ConversationEvent Decode(this LoggedEvent e) =>
        ByName.TryGetValue(e.Type, out var type)
            ? (ConversationEvent?)JsonSerializer.Deserialize(e.Data.Span, type, Json)
                ?? throw new InvalidOperationException($"Event {e.Version} of {e.Conversation} is a {e.Type} without data.")
            : throw new InvalidOperationException(
                $"Event {e.Version} of {e.Conversation} is a {e.Type}, which this version does not know.");

    /// <summary>Sets up Marten's store, for services and tests.</summary>
    public static void ConfigureEventLog(this StoreOptions options)
    {
        options.UseSystemTextJsonForSerialization(EnumStorage.AsString, Casing.CamelCase, json => json.Converters.Add(new StorableText()));
        options.Events.StreamIdentity = JasperFx.Events.StreamIdentity.AsString;
        options.Events.MetadataConfig.EnableAll();
        options.Events.MetadataConfig.UserNameEnabled = true;
        options.Events.EnableUniqueIndexOnEventId = true;
        // The append locks the stream's row and compares the version before it takes a sequence number. So a lost race leaves no gap, for
        // which the daemon would wait.
        options.Events.UseExclusiveLockOnConcurrentAppends = true;
        foreach (var type in All) options.Events.AddEventType(type);
        options.Projections.Add(new ConversationProjection(), JasperFx.Events.Projections.ProjectionLifecycle.Inline);
        options.Schema.For<Conversation>().UseNumericRevisions(true).Metadata(m => m.Revision.MapTo(c => c.Version))
            .IgnoreIndex(EventLogSchema.LiveIndex).IgnoreIndex(EventLogSchema.OwnerIndex).IgnoreIndex(EventLogSchema.FormerLiveIndex)
            .IgnoreIndex(Archive.EndedIndex).IgnoreIndex(EventLogSchema.TenantIndex);
        options.ConfigureDaemon();
    }
}
