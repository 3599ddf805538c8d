import type {
  ApprovalRequest, CancelRequest, CommandAccepted, ConversationView, EventEnvelope, EventsPage, HandoffAccepted, ItemAccepted, ItemRequest,
  ResponseRequest, SessionAccepted, SessionView, StartRequest, TextAccepted, TextRequest,
} from './contract.js';
import { follow, type FollowOptions } from './follow.js';
import { Http, type RealtimeOptions } from './http.js';
import { LiveSession, type AttachOptions, type LiveOptions, type LiveStart } from './live.js';

export interface CallOptions {
  /** Gives the call up. The API may have done it nevertheless. */
  readonly signal?: AbortSignal;
}

/** A client of one Realtime API. */
export class RealtimeClient {
  readonly #http: Http;

  constructor(options: RealtimeOptions) {
    this.#http = new Http(options);
  }

  /** A conversation by its name: 1 to 128 characters of `A-Z a-z 0-9 . _ : -`. Nothing is sent. */
  conversation(name: string): Conversation {
    return new Conversation(this.#http, name);
  }

  /**
   * Starts a session that the live socket drives; it ends when the socket is closed. Without a conversation or a session id the client
   * chooses them, so that it knows where to come back. The holder of a client secret that names no conversation passes `null`.
   */
  startLive(start: LiveStart, options: LiveOptions = {}): LiveSession {
    const isNamed = start.conversation !== null;
    return new LiveSession(this.#http, {
      ...start,
      conversation: isNamed ? start.conversation ?? `live-${crypto.randomUUID()}` : null,
      ...(isNamed ? { session: start.session ?? crypto.randomUUID() } : {}),
    }, options);
  }
}

/** A conversation: an ordered list of events, and at most one live session at a time. */
export class Conversation {
  readonly path: string;

  constructor(readonly http: Http, readonly name: string) {
    this.path = `/conversations/${encodeURIComponent(name)}`;
  }

  /** A session by its id. Nothing is sent. */
  session(id: string): Session {
    return new Session(this, id);
  }

  /** Starts a session. The session's id is chosen here, so that a repeat after a broken connection starts no second one. */
  async start(request: StartRequest = {}, options: CallOptions = {}): Promise<SessionAccepted> {
    const body = { ...request, sessionId: request.sessionId ?? crypto.randomUUID() };
    return this.http.send({ method: 'POST', path: `${this.path}/sessions`, body, signal: options.signal });
  }

  /** The state now. */
  state(options: CallOptions = {}): Promise<ConversationView> {
    return this.http.send({ method: 'GET', path: this.path, signal: options.signal });
  }

  /** A page of at most `limit` (200, at most 1,000) events after a version. */
  events(after: number | 'now' = 0, limit = 200, options: CallOptions = {}): Promise<EventsPage> {
    return this.http.send({ method: 'GET', path: `${this.path}/events?after=${after}&limit=${limit}`, signal: options.signal });
  }

  /**
   * The events in order, each once, for as long as the caller reads. It comes back by itself. An event of a type that this version does
   * not know is passed on as it is.
   */
  follow(options: FollowOptions = {}): AsyncGenerator<EventEnvelope, void, void> {
    return follow(this.http, this.path, options);
  }
}

/** A session. Each call may be repeated by its input id, and is repeated by this client until it is answered; only audio is not. */
export class Session {
  readonly #path: string;

  constructor(readonly conversation: Conversation, readonly id: string) {
    this.#path = `${conversation.path}/sessions/${encodeURIComponent(id)}`;
  }

  state(options: CallOptions = {}): Promise<SessionView> {
    return this.conversation.http.send({ method: 'GET', path: this.#path, signal: options.signal });
  }

  /** Sends a text to the model and asks for a response; while a live socket drives the session, the driver asks. */
  text(text: string, more: Omit<TextRequest, 'text'> = {}, options: CallOptions = {}): Promise<TextAccepted> {
    return this.#post('text', { ...more, text, inputId: more.inputId ?? crypto.randomUUID() }, options);
  }

  /** Sends PCM16, little-endian, mono, 24 kHz, or a WAV file. It is sent once: a repeat would be heard twice. */
  async audio(bytes: Uint8Array, options: CallOptions = {}): Promise<void> {
    await this.conversation.http.send({
      method: 'POST', path: `${this.#path}/audio`, body: bytes, isRepeatable: false, signal: options.signal,
    });
  }

  /** Adds a message to the model's conversation. */
  item(request: ItemRequest, options: CallOptions = {}): Promise<ItemAccepted> {
    return this.#post('items', withInput(request), options);
  }

  deleteItem(item: string, inputId: string = crypto.randomUUID(), options: CallOptions = {}): Promise<CommandAccepted> {
    const path = `${this.#path}/items/${encodeURIComponent(item)}?inputId=${encodeURIComponent(inputId)}`;
    return this.conversation.http.send({ method: 'DELETE', path, signal: options.signal });
  }

  /** Asks the model for an item; `item_retrieved` has it. */
  retrieveItem(item: string, inputId?: string, options: CallOptions = {}): Promise<CommandAccepted> {
    return this.#post(`items/${encodeURIComponent(item)}/retrieve`, withInput({ inputId }), options);
  }

  /** Asks the model for a response. */
  respond(request: ResponseRequest = {}, options: CallOptions = {}): Promise<CommandAccepted> {
    return this.#post('responses', withInput(request), options);
  }

  cancelResponse(request: CancelRequest = {}, options: CallOptions = {}): Promise<CommandAccepted> {
    return this.#post('responses/cancel', withInput(request), options);
  }

  clearAudio(inputId?: string, options: CallOptions = {}): Promise<CommandAccepted> {
    return this.#post('audio/clear', withInput({ inputId }), options);
  }

  commitAudio(inputId?: string, options: CallOptions = {}): Promise<CommandAccepted> {
    return this.#post('audio/commit', withInput({ inputId }), options);
  }

  /** Answers a tool call: `callId` is that of its `handoff_requested`. The same answer twice is one answer. */
  answer(callId: string, output: string, options: CallOptions = {}): Promise<HandoffAccepted> {
    return this.#post(`handoffs/${encodeURIComponent(callId)}`, { output }, options);
  }

  /** Allows or refuses a call of an MCP server's tool. */
  approve(request: string, answer: ApprovalRequest, options: CallOptions = {}): Promise<CommandAccepted> {
    return this.#post(`approvals/${encodeURIComponent(request)}`, answer, options);
  }

  /** Ends the session. `ended` in the answer is null if it takes longer than 3 s; the conversation's events then tell. */
  end(options: CallOptions = {}): Promise<SessionView> {
    return this.#post('end', undefined, options);
  }

  /** Attaches a live socket to the session. */
  live(attach: AttachOptions = {}, options: LiveOptions = {}): LiveSession {
    return new LiveSession(this.conversation.http, { conversation: this.conversation.name, session: this.id, attach }, options);
  }

  #post<T>(path: string, body: unknown, options: CallOptions): Promise<T> {
    return this.conversation.http.send({ method: 'POST', path: `${this.#path}/${path}`, body, signal: options.signal });
  }
}

function withInput<T extends { readonly inputId?: string | null | undefined }>(request: T): T & { inputId: string } {
  return { ...request, inputId: request.inputId ?? crypto.randomUUID() };
}
