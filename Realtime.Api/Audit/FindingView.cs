using System.Text.Json.Serialization;
using Realtime.EventLog.Checking;
using Realtime.Sessions;

namespace Realtime.Api.Audit;

/// <summary>One fault in the log. Without a tenant it is in the tenant default; version 0 stands for the whole conversation.</summary>
sealed record FindingView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tenant, string Conversation, long Version, string Rule,
    string Sentence)
{
    public static FindingView Of(Finding finding) => Of(finding, ConversationKey.Parse(finding.Conversation));

    static FindingView Of(Finding finding, ConversationKey conversation) =>
        new(conversation.Tenant.Shown, conversation.Name, finding.Version, finding.Rule, finding.Sentence);
}
