import { Backoff, pause } from './backoff.js';
import type { EventEnvelope, EventsPage, Problem, StreamProblem } from './contract.js';
import type { Http } from './http.js';
import { RealtimeProblem } from './problems.js';
import { readMessages } from './sse.js';

export interface FollowOptions {
  /** The version of the last event that you have: 0 for the whole conversation (the default), `now` for what comes from here on. */
  readonly after?: number | 'now';
  /** Waits for a conversation that has not begun, instead of refusing it. */
  readonly wait?: boolean;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
  /** After how much silence the connection counts as lost, in milliseconds; 45,000 if not given. The API sends a sign every 15 s. */
  readonly silenceMilliseconds?: number;
  /** Told when a connection is there, and when it is lost: for a page that shows it. */
  readonly onConnection?: (isConnected: boolean) => void;
}

/** How long to wait before the next connection. */
type Pause = 'at-once' | { readonly atLeast: number };

/**
 * The events of a conversation in order, each once, for as long as the caller reads. It comes back by itself after every broken connection
 * and every refusal that passes, with the version that it has. It throws a RealtimeProblem where coming back would not help.
 */
export async function* follow(http: Http, path: string, options: FollowOptions = {}): AsyncGenerator<EventEnvelope, void, void> {
  const backoff = new Backoff(http.options.backoff);
  let position = options.after === 'now' ? await lastVersion(http, path, options) : options.after ?? 0;
  while (!options.signal?.aborted) {
    const connection = new AbortController();
    const abort = () => connection.abort(options.signal!.reason);
    options.signal?.addEventListener('abort', abort, { once: true });
    let next: Pause = { atLeast: 0 };
    try {
      const response = await http.open(`${path}/events?after=${position}${options.wait ? '&wait=true' : ''}`,
        { accept: 'text/event-stream' }, connection.signal);
      if (!response.ok) throw await RealtimeProblem.of(response);
      options.onConnection?.(true);
      for await (const { event, data, retry } of readMessages(response.body!, options.silenceMilliseconds ?? 45_000)) {
        if (event === 'error') {
          next = afterLast(JSON.parse(data) as StreamProblem, retry ?? 0);
          break;
        }

        if (data === '') continue;
        const read = JSON.parse(data) as EventEnvelope;
        if (read.version <= position) continue;
        if (read.version > position + 1) break; // never pass a gap on: ask again from the last event
        position = read.version;
        backoff.reset();
        yield read;
        if (options.signal?.aborted) return;
      }
    } catch (error) {
      if (options.signal?.aborted) return;
      if (error instanceof RealtimeProblem && !error.isTransient) throw error;
      next = { atLeast: error instanceof RealtimeProblem ? error.retryAfterMilliseconds : 0 };
    } finally {
      options.signal?.removeEventListener('abort', abort);
      connection.abort();
    }

    options.onConnection?.(false);
    await pause(next === 'at-once' ? backoff.shortest() : backoff.next(next.atLeast), options.signal).catch(() => {});
  }
}

/** Where `now` is, as a number: a connection that breaks before its first event would otherwise come back to a later now. */
async function lastVersion(http: Http, path: string, options: FollowOptions): Promise<number> {
  try {
    return (await http.send<EventsPage>({ method: 'GET', path: `${path}/events?after=now&limit=1`, signal: options.signal })).next;
  } catch (error) {
    if (options.wait && error instanceof RealtimeProblem && error.type === 'unknown-conversation') return 0;
    throw error;
  }
}

/** What follows the last message of a stream that the API ends. */
function afterLast(last: StreamProblem, retry: number): Pause {
  const problem = new RealtimeProblem({ ...last, title: '', status: 0 } as Problem);
  if (problem.type === 'node-stopping') return 'at-once';
  if (problem.type === 'access-revoked' || problem.type === 'conversation-damaged') throw problem;
  return { atLeast: retry };
}
