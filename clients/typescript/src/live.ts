import { Backoff, pause } from './backoff.js';
import { afterClose } from './closing.js';
import type { ClientMessage, SessionView } from './contract.js';
import type { Http } from './http.js';
import { sort, type Arrived, type LiveMessage } from './live-messages.js';
import { hold, platformWebSocket, type Closed } from './live-socket.js';
import { RealtimeProblem } from './problems.js';
import { Inbox, QueueFullError, SendQueue } from './queues.js';

export interface LiveStart {
  readonly model?: string;
  readonly voice?: string;
  /**
   * Null for the holder of a client secret that names no conversation. Such a socket cannot come back. The holder of one that names a
   * conversation gives its `session` too.
   */
  readonly conversation?: string | null;
  readonly session?: string;
  readonly intent?: 'transcription';
  /** What was missed comes in the model's words in place of events, as whole items and without tool calls that have an answer. */
  readonly view?: 'openai';
  readonly ifActive?: 'reject' | 'replace';
  /** `resume` lets the session outlive its worker. */
  readonly onWorkerLost?: 'end' | 'resume';
  readonly atCap?: 'end' | 'renew';
  readonly maxSeconds?: number;
  readonly idleSeconds?: number;
  readonly endUser?: string;
}

export interface AttachOptions {
  /** False to only listen. */
  readonly drive?: boolean;
  /** The version of the last event that you have, or `now`. Without it only the lifecycle so far comes. */
  readonly after?: number | 'now';
  readonly view?: 'openai';
}

export interface LiveOptions {
  /** How much may wait to be sent, in bytes; 1 MiB if not given. Audio that has no room is dropped, the oldest first; other messages are refused. */
  readonly sendQueueBytes?: number;
  /** How much may wait to be read, in bytes; 16 MiB if not given. A reader that is slower loses its socket. */
  readonly receiveQueueBytes?: number;
  /** Told when the socket is there, and when it is lost: for a page that shows it. */
  readonly onConnection?: (isConnected: boolean) => void;
}

interface Target extends LiveStart {
  readonly attach?: AttachOptions;
}

/** The socket is lost, and coming back did not help or cannot help. `position` is what to come back with later. */
export class LiveLostError extends Error {
  override readonly name: string = 'LiveLostError';

  constructor(readonly code: number, reason: string, readonly position: number | 'now') {
    super(`The live socket is lost (${code}${reason ? `, ${reason}` : ''}).`);
  }
}

const mostInFlight = 256 * 1024;
const pumpMilliseconds = 20;

/** A live socket of one session that comes back by itself. Read it with `for await`: it is over when the session has ended. */
export class LiveSession implements AsyncIterable<LiveMessage> {
  readonly conversation: string | null;
  /** The session's id; undefined until its first event if a client secret chose it. */
  id: string | undefined;
  readonly #http: Http;
  readonly #target: Target;
  readonly #outbox: SendQueue;
  readonly #inbox: Inbox<Arrived>;
  readonly #onConnection: ((isConnected: boolean) => void) | undefined;
  readonly #running: Promise<void>;
  #received: number | 'now' | undefined;
  #read: number | 'now' = 'now';
  #socket: WebSocket | undefined;
  #pumping: ReturnType<typeof setTimeout> | undefined;
  #isKnown: boolean;
  #ended = false;
  #closing = false;

  constructor(http: Http, target: Target, options: LiveOptions) {
    this.#http = http;
    this.#target = target;
    this.conversation = target.conversation ?? null;
    this.id = target.session;
    this.#isKnown = target.attach !== undefined;
    this.#received = target.attach ? target.attach.after : 0;
    this.#outbox = new SendQueue(options.sendQueueBytes ?? 1024 * 1024);
    this.#inbox = new Inbox(options.receiveQueueBytes ?? 16 * 1024 * 1024);
    this.#onConnection = options.onConnection;
    this.#running = this.#run();
  }

  /** The version up to which you have read everything. Keep it: `session(id).live({ after: position })` goes on from there. */
  get position(): number | 'now' {
    return this.#read;
  }

  /** The number of audio messages that were dropped, because the socket was away or did not take them fast enough. */
  get audioDropped(): number {
    return this.#outbox.audioDropped;
  }

  /** Sends a message of the model's protocol. While the socket is away it waits. Throws a QueueFullError if too much waits. */
  send(message: ClientMessage & Readonly<Record<string, unknown>>): void {
    this.#outbox.add(JSON.stringify(message), message.type === 'input_audio_buffer.append');
    this.#pump();
  }

  /** Sends audio in the session's format. */
  sendAudio(bytes: Uint8Array): void {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
    this.send({ type: 'input_audio_buffer.append', audio: btoa(binary) });
  }

  /** Closes the socket. If it started the session, the session ends. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#socket?.close(1000);
    this.#inbox.end();
    await this.#running;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LiveMessage, void, void> {
    for (let next = await this.#inbox.next(); next; next = await this.#inbox.next()) {
      if (next.kind === 'mark') this.#read = next.mark.version;
      else {
        if (next.kind === 'event') this.#read = next.event.version;
        yield next;
      }
    }
  }

  async #run(): Promise<void> {
    const backoff = new Backoff(this.#http.options.backoff);
    let since = Date.now();
    let wasOpen = false;
    try {
      const WebSocket = this.#http.options.webSocket ?? platformWebSocket();
      while (true) {
        const after = this.#received;
        const closed = await hold(WebSocket, this.#url(), await this.#http.key(), {
          open: socket => {
            if (wasOpen) this.#take({ kind: 'returned', after: after ?? 'now' }, 0);
            wasOpen = this.#isKnown = true;
            this.#socket = socket;
            this.#onConnection?.(true);
            if (this.#closing) socket.close(1000);
            this.#outbox.dropAudio();
            this.#pump();
          },
          text: text => this.#take(sort(text), text.length),
        });
        this.#socket = undefined;
        if (closed.opened) {
          this.#onConnection?.(false);
          since = Date.now();
          backoff.reset();
          this.#received ??= 'now';
        }

        if (this.#ended || this.#closing || (!closed.opened && (await this.#isOver()))) break;
        const step = afterClose(closed.code);
        const wait = step === 'come-back-at-once' ? backoff.shortest() : backoff.next();
        if (step === 'stop' || this.conversation === null || Date.now() + wait - since > this.#http.patience) throw this.#lost(closed);
        await pause(wait);
        if (this.#closing) break;
      }

      this.#inbox.end();
    } catch (error) {
      this.#inbox.end({ error });
    }
  }

  #lost({ code, reason }: Closed): LiveLostError {
    return new LiveLostError(code, reason, this.#received ?? 'now');
  }

  #url(): string {
    return this.#http.socketUrl(this.#path());
  }

  #path(): string {
    const { attach, conversation, session, ...start } = this.#target;
    const named = { ...start, ...(conversation === null ? {} : { conversation }), session };
    const query = this.#isKnown && conversation
      ? { drive: attach?.drive, after: this.#received, view: attach?.view ?? start.view, marks: true } : { ...named, marks: true };
    const path = this.#isKnown && conversation
      ? `/conversations/${encodeURIComponent(conversation)}/sessions/${this.id}/live` : '/v1/realtime';
    const given = Object.entries(query).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]);
    return `${path}?${new URLSearchParams(given)}`;
  }

  /** A WebSocket does not say why its handshake was refused, so the session's state does. True if it has ended, and the end was read. */
  async #isOver(): Promise<boolean> {
    if (!this.conversation || !this.id) {
      if (!this.#isKnown) await this.#mayStart();
      return false;
    }

    const path = `/conversations/${encodeURIComponent(this.conversation)}/sessions/${this.id}`;
    try {
      const { ended } = await this.#http.send<SessionView>({ method: 'GET', path });
      this.#isKnown = true;
      return ended != null && (typeof this.#received !== 'number' || this.#received >= ended.version);
    } catch (error) {
      if (!this.#isKnown && error instanceof RealtimeProblem && [403, 404].includes(error.status)) {
        await this.#mayStart();
        return false; // the start did not arrive: it is sent again
      }

      // A client secret may not ask; everything that passes is tried again.
      if (!(error instanceof RealtimeProblem) || error.isTransient || error.status === 403) return false;
      throw error;
    }
  }

  /** The same request without a handshake gets the refusal in words, and starts nothing. Throws it unless it passes. */
  async #mayStart(): Promise<void> {
    const response = await this.#http.open(this.#path(), {}, AbortSignal.timeout(this.#http.patience)).catch(() => undefined);
    if (!response) return; // nobody answers: the start is sent again
    const refusal = await RealtimeProblem.of(response);
    const isOnlyNoHandshake = refusal.problem.errors !== undefined && 'Upgrade' in refusal.problem.errors;
    if (response.status >= 400 && !refusal.isTransient && !isOnlyNoHandshake) throw refusal;
  }

  #take(arrived: Arrived, bytes: number): void {
    if (this.#closing) return;
    if (arrived.kind === 'mark' || arrived.kind === 'event') {
      const { version } = arrived.kind === 'mark' ? arrived.mark : arrived.event;
      if (typeof this.#received === 'number' && version <= this.#received) return; // each version once
      this.#received = version;
    }

    // What was missed has the version of the event that it stands for, and more may follow with the same.
    if (arrived.kind === 'model' && typeof arrived.message.version === 'number' && typeof this.#received === 'number') {
      this.#received = Math.max(this.#received, arrived.message.version - 1);
    }

    if (arrived.kind === 'event') {
      const of = 'sessionId' in arrived.event ? arrived.event.sessionId : undefined;
      this.id ??= of;
      if (of !== undefined && of !== this.id) return; // of an earlier session of the conversation
      this.#ended = arrived.event.type === 'session_ended';
    }

    if (this.#inbox.add(arrived, bytes)) return;
    this.#inbox.end({ error: new QueueFullError('More has arrived than the reader may leave unread.') });
    void this.close();
  }

  #pump(): void {
    while (this.#socket?.readyState === 1 && this.#socket.bufferedAmount < mostInFlight) {
      const next = this.#outbox.take();
      if (next === undefined) return;
      this.#socket.send(next);
    }

    if (this.#socket && this.#outbox.bytes > 0) {
      this.#pumping ??= setTimeout(() => {
        this.#pumping = undefined;
        this.#pump();
      }, pumpMilliseconds);
    }
  }
}
