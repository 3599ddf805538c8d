using Realtime.Sessions;

namespace Realtime.Console.Api;

public sealed record ModelRow(string Id);

public sealed record ModelList(IReadOnlyList<ModelRow> Data);

/// <summary>The API's call for the models that may be started; those that only transcribe are left out, since nobody talks with them.</summary>
sealed class ModelsApi(ApiCalls api)
{
    public async Task<IReadOnlyList<string>> Names(CancellationToken ct) =>
        [.. (await api.Get<ModelList>("v1/models", ct)).Data.Select(model => model.Id).Where(model => !KnownModels.OnlyTranscribes(model))];
}
