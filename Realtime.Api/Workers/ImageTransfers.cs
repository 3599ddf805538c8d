using System.Net;
using System.Net.Http.Headers;
using Realtime.Api.Problems;
using Realtime.EventLog;
using Realtime.ServiceDefaults.Internal;
using Realtime.Sessions;

namespace Realtime.Api.Workers;

/// <summary>Hands the images of an item to the session's owner, before the item is appended with references to them.</summary>
sealed class ImageTransfers(SessionOwners owners, SharedSecret secret, InternalCalls calls, TimeProvider time) : IDisposable
{
    /// <summary>How long the session's owner, or the next one, may take to accept an image.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5), RetryPause = TimeSpan.FromMilliseconds(250);

    readonly HttpClient http = calls.Client(Patience);

    /// <exception cref="SessionRefusedException">
    /// The session is not live or has not started, its owner does not answer, or it holds too much.
    /// </exception>
    public async Task Send(ConversationKey conversation, Guid session, string inputId, string sha256, ReadOnlyMemory<byte> image,
        CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            while (true)
            {
                var owner = await owners.Of(conversation, session, either.Token);
                var answer = await TrySend(owner.Address, conversation, session, inputId, sha256, image, either.Token);
                if (answer is HttpStatusCode.NoContent) return;
                if (answer is HttpStatusCode.TooManyRequests) throw new ImagesOverloadedException(session);
                await Task.Delay(RetryPause, time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new OwnerUnreachableException(session);
        }
    }

    /// <summary>Null if the owner does not answer.</summary>
    async Task<HttpStatusCode?> TrySend(string owner, ConversationKey conversation, Guid session, string inputId, string sha256,
        ReadOnlyMemory<byte> image, CancellationToken ct)
    {
        try
        {
            var query = $"tenant={Uri.EscapeDataString(conversation.Tenant.ToString())}&input={Uri.EscapeDataString(inputId)}&sha256={sha256}";
            using var request = new HttpRequestMessage(HttpMethod.Put,
                $"{owner}/internal/conversations/{conversation.Name}/sessions/{session}/media?{query}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await secret.Get(ct));
            request.Content = new ReadOnlyMemoryContent(image);
            using var response = await http.SendAsync(request, ct);
            await secret.Answered(response.StatusCode, ct);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();
}
