// Follows an event stream of the API, as any client does, and resumes it after the last version that arrived.
// EventSource would do, if it did not give up on the first answer that is no stream, which a restarting API gives.

const leastRetry = 500, mostRetry = 5000; // milliseconds

/** Calls `news(version, type, data)` for each event after `after`, and `state(connected)` when that changes. Ends when `signal` aborts. */
export async function follow(address, after, news, state, signal) {
  let retry = leastRetry;
  while (!signal?.aborted) {
    try {
      const answer = await fetch(address, { headers: { accept: 'text/event-stream', 'last-event-id': String(after) }, signal });
      if (answer.status === 401 || answer.status === 403 || answer.status === 404) { state(false); return; } // asking again is no use
      if (answer.ok) {
        state(true);
        retry = leastRetry;
        for await (const message of messages(answer.body)) {
          if (message.type === 'error') break; // the API ends the stream and says why; it can be resumed
          after = Number(message.id);
          news(after, message.type, message.data);
        }
      }
    } catch (e) {
      if (signal?.aborted) return;
    }
    state(false);
    await new Promise(done => setTimeout(done, retry));
    retry = Math.min(mostRetry, retry * 2);
  }
}

async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let text = ''; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
        const message = read(text.slice(0, end));
        if (message.data !== undefined) yield { id: message.id, type: message.event, data: message.data };
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // whoever stops reading closes the stream
  }
}

function read(text) {
  const message = {};
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ');
    if (colon > 0) message[line.slice(0, colon)] = line.slice(colon + 2);
  }
  return message;
}
