import { Backoff, pause, type BackoffOptions } from './backoff.js';
import { RealtimeProblem } from './problems.js';

export interface RealtimeOptions {
  /** The address of the API, such as `https://realtime.example`. */
  readonly url: string;
  /** An API key, a token or a client secret, or a function that returns the one that is valid now. Development machines need none. */
  readonly key?: string | (() => string | Promise<string>);
  readonly backoff?: BackoffOptions;
  /** How long a request or a lost live socket is tried again before it fails, in milliseconds; 60,000 if not given. */
  readonly patienceMilliseconds?: number;
  /** The WebSocket to use. Node 20 has none of its own without `--experimental-websocket`: pass that of the package `ws`. */
  readonly webSocket?: WebSocketConstructor;
  readonly fetch?: typeof fetch;
}

export type WebSocketConstructor = new (url: string, protocols: string[]) => WebSocket;

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** False for what the API would do twice if it came twice: it is sent once. */
  readonly isRepeatable?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const attemptMilliseconds = 30_000;

/** Sends requests, and repeats those that may be repeated until they are answered, refused for good, or the patience is over. */
export class Http {
  readonly options: RealtimeOptions;
  readonly patience: number;
  readonly #base: string;
  readonly #fetch: typeof fetch;

  constructor(options: RealtimeOptions) {
    this.options = options;
    this.patience = options.patienceMilliseconds ?? 60_000;
    this.#base = options.url.replace(/\/+$/, '');
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init)); // a browser's fetch must be called as a function of the page
  }

  async key(): Promise<string | undefined> {
    return typeof this.options.key === 'function' ? this.options.key() : this.options.key;
  }

  /** The address of a WebSocket. */
  socketUrl(path: string): string {
    return this.#base.replace(/^http/, 'ws') + path;
  }

  /** The parsed answer. Throws a RealtimeProblem for a refusal. */
  async send<T>(request: Request): Promise<T> {
    const backoff = new Backoff(this.options.backoff);
    const until = Date.now() + this.patience;
    while (true) {
      let wait: number;
      try {
        const response = await this.#attempt(request);
        if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
        throw await RealtimeProblem.of(response);
      } catch (error) {
        request.signal?.throwIfAborted();
        const isTransient = error instanceof RealtimeProblem ? error.isTransient : true;
        wait = backoff.next(error instanceof RealtimeProblem ? error.retryAfterMilliseconds : 0);
        // A refusal says that nothing was done; after a broken connection nobody knows.
        const isSafe = error instanceof RealtimeProblem || request.isRepeatable !== false;
        if (!isTransient || !isSafe || Date.now() + wait > until) throw error;
      }

      await pause(wait, request.signal);
    }
  }

  /** One request without any repetition; the body of the answer is the caller's to read. */
  async open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    return this.#fetch(this.#base + path, { headers: { ...(await this.#credential()), ...headers }, signal, cache: 'no-store' });
  }

  async #attempt(request: Request): Promise<Response> {
    const isBytes = request.body instanceof Uint8Array;
    const type = request.body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' };
    const signals = [AbortSignal.timeout(attemptMilliseconds), ...(request.signal ? [request.signal] : [])];
    return this.#fetch(this.#base + request.path, {
      method: request.method,
      headers: { ...(await this.#credential()), ...type },
      body: request.body === undefined ? null : isBytes ? (request.body as Uint8Array<ArrayBuffer>) : JSON.stringify(request.body),
      signal: either(signals),
    });
  }

  async #credential(): Promise<Record<string, string>> {
    const key = await this.key();
    return key ? { authorization: `Bearer ${key}` } : {};
  }
}

/** AbortSignal.any, which the older browsers of our range do not have. */
function either(signals: AbortSignal[]): AbortSignal {
  if (signals.length === 1) return signals[0]!;
  const both = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) both.abort(signal.reason);
    else signal.addEventListener('abort', () => both.abort(signal.reason), { once: true, signal: both.signal });
  }

  return both.signal;
}
