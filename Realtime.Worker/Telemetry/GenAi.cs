using Realtime.Worker.Upstream;

namespace Realtime.Worker.Telemetry;

/// <summary>OpenTelemetry's semantic conventions for generative AI: names of attributes, of operations and of providers.</summary>
static class GenAi
{
    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string ResponseModel = "gen_ai.response.model";
    public const string ResponseId = "gen_ai.response.id";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string OutputType = "gen_ai.output.type";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CachedTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string TokenType = "gen_ai.token.type";
    public const string ToolName = "gen_ai.tool.name";
    public const string ToolCallId = "gen_ai.tool.call.id";
    public const string ToolType = "gen_ai.tool.type";
    public const string ToolArguments = "gen_ai.tool.call.arguments";
    public const string ToolResult = "gen_ai.tool.call.result";
    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";
    public const string ErrorType = "error.type";

    /// <summary>The operation of a response.</summary>
    public const string Chat = "chat";

    /// <summary>The operation of a tool call.</summary>
    public const string ExecuteTool = "execute_tool";

    public static string NameOf(UpstreamProvider provider) => provider is UpstreamProvider.Azure ? "azure.ai.openai" : "openai";
}
