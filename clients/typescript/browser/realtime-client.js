// @realtime/client for browsers, written by clients/typescript/scripts/bundle.mjs: change its sources there.

// dist/backoff.js
var Backoff = class {
  #first;
  #most;
  #attempts = 0;
  constructor(options = {}) {
    this.#first = options.firstMilliseconds ?? 250;
    this.#most = options.mostMilliseconds ?? 5e3;
  }
  /** The next wait in milliseconds; never shorter than what the server asks for. */
  next(atLeastMilliseconds = 0) {
    const whole = Math.min(this.#most, this.#first * 2 ** Math.min(this.#attempts++, 20));
    return Math.max(atLeastMilliseconds, whole / 2 + Math.random() * whole / 2);
  }
  /** The wait before a return that needs none: only long enough that the clients of a stopping API do not all come at once. */
  shortest() {
    return Math.random() * this.#first / 2;
  }
  reset() {
    this.#attempts = 0;
  }
};
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

// dist/problems.js
var prefix = "urn:realtime:problem:";
var RealtimeProblem = class _RealtimeProblem extends Error {
  name = "RealtimeProblem";
  status;
  problem;
  /** What the API asks to wait before the next attempt, in milliseconds; 0 if it does not say. */
  retryAfterMilliseconds;
  constructor(problem, retryAfterMilliseconds = 0) {
    super(problem.detail);
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
  /** The name of the refusal. A newer API may have others than this version knows. */
  get type() {
    return this.problem.type.startsWith(prefix) ? this.problem.type.slice(prefix.length) : this.problem.type;
  }
  /** Whether the same request may succeed later: nothing was wrong with it. */
  get isTransient() {
    return [429, 502, 503, 504].includes(this.status);
  }
  /** The refusal in an answer; a proxy's answer without a problem becomes one of its status. */
  static async of(response) {
    const retryAfter = Number(response.headers.get("retry-after") ?? 0) * 1e3 || 0;
    const text = await response.text();
    try {
      const problem = JSON.parse(text);
      if (typeof problem.type === "string") {
        return new _RealtimeProblem({ title: "", detail: text, ...problem, type: problem.type, status: response.status }, retryAfter);
      }
    } catch {
    }
    const title = `HTTP ${response.status}`;
    return new _RealtimeProblem({ type: "about:blank", title, status: response.status, detail: text.slice(0, 500) || title }, retryAfter);
  }
};

// dist/sse.js
var longestMessage = 16 * 1024 * 1024;
async function* readMessages(body, silenceMilliseconds) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let fields = {};
  try {
    while (true) {
      const { done, value } = await within(reader.read(), silenceMilliseconds);
      if (done)
        return;
      rest += decoder.decode(value, { stream: true });
      if (rest.length > longestMessage)
        throw new Error("A message of the event stream is longer than 16 MiB.");
      let from = 0;
      for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n", from)) {
        const line = rest.slice(from, rest[end - 1] === "\r" ? end - 1 : end);
        from = end + 1;
        if (line === "") {
          yield message(fields);
          fields = {};
        } else if (!line.startsWith(":")) {
          const colon = line.indexOf(":");
          const [name, text] = colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, "")];
          fields[name] = name === "data" && fields.data !== void 0 ? `${fields.data}
${text}` : text;
        }
      }
      rest = rest.slice(from);
    }
  } finally {
    await reader.cancel().catch(() => {
    });
  }
}
function message({ id, event, data, retry }) {
  return {
    data: data ?? "",
    ...id === void 0 ? {} : { id },
    ...event === void 0 ? {} : { event },
    ...retry !== void 0 && /^\d+$/.test(retry) ? { retry: Number(retry) } : {}
  };
}
async function within(reading, milliseconds) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The event stream was silent for ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
    reading.catch(() => {
    });
  }
}

// dist/follow.js
async function* follow(http, path, options = {}) {
  const backoff = new Backoff(http.options.backoff);
  let position = options.after === "now" ? await lastVersion(http, path, options) : options.after ?? 0;
  while (!options.signal?.aborted) {
    const connection = new AbortController();
    const abort = () => connection.abort(options.signal.reason);
    options.signal?.addEventListener("abort", abort, { once: true });
    let next = { atLeast: 0 };
    try {
      const response = await http.open(`${path}/events?after=${position}${options.wait ? "&wait=true" : ""}`, { accept: "text/event-stream" }, connection.signal);
      if (!response.ok)
        throw await RealtimeProblem.of(response);
      options.onConnection?.(true);
      for await (const { event, data, retry } of readMessages(response.body, options.silenceMilliseconds ?? 45e3)) {
        if (event === "error") {
          next = afterLast(JSON.parse(data), retry ?? 0);
          break;
        }
        if (data === "")
          continue;
        const read = JSON.parse(data);
        if (read.version <= position)
          continue;
        if (read.version > position + 1)
          break;
        position = read.version;
        backoff.reset();
        yield read;
        if (options.signal?.aborted)
          return;
      }
    } catch (error) {
      if (options.signal?.aborted)
        return;
      if (error instanceof RealtimeProblem && !error.isTransient)
        throw error;
      next = { atLeast: error instanceof RealtimeProblem ? error.retryAfterMilliseconds : 0 };
    } finally {
      options.signal?.removeEventListener("abort", abort);
      connection.abort();
    }
    options.onConnection?.(false);
    await pause(next === "at-once" ? backoff.shortest() : backoff.next(next.atLeast), options.signal).catch(() => {
    });
  }
}
async function lastVersion(http, path, options) {
  try {
    return (await http.send({ method: "GET", path: `${path}/events?after=now&limit=1`, signal: options.signal })).next;
  } catch (error) {
    if (options.wait && error instanceof RealtimeProblem && error.type === "unknown-conversation")
      return 0;
    throw error;
  }
}
function afterLast(last, retry) {
  const problem = new RealtimeProblem({ ...last, title: "", status: 0 });
  if (problem.type === "node-stopping")
    return "at-once";
  if (problem.type === "access-revoked" || problem.type === "conversation-damaged")
    throw problem;
  return { atLeast: retry };
}

// dist/http.js
var attemptMilliseconds = 3e4;
var Http = class {
  options;
  patience;
  #base;
  #fetch;
  constructor(options) {
    this.options = options;
    this.patience = options.patienceMilliseconds ?? 6e4;
    this.#base = options.url.replace(/\/+$/, "");
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
  }
  async key() {
    return typeof this.options.key === "function" ? this.options.key() : this.options.key;
  }
  /** The address of a WebSocket. */
  socketUrl(path) {
    return this.#base.replace(/^http/, "ws") + path;
  }
  /** The parsed answer. Throws a RealtimeProblem for a refusal. */
  async send(request) {
    const backoff = new Backoff(this.options.backoff);
    const until = Date.now() + this.patience;
    while (true) {
      let wait;
      try {
        const response = await this.#attempt(request);
        if (response.ok)
          return response.status === 204 ? void 0 : await response.json();
        throw await RealtimeProblem.of(response);
      } catch (error) {
        request.signal?.throwIfAborted();
        const isTransient = error instanceof RealtimeProblem ? error.isTransient : true;
        wait = backoff.next(error instanceof RealtimeProblem ? error.retryAfterMilliseconds : 0);
        const isSafe = error instanceof RealtimeProblem || request.isRepeatable !== false;
        if (!isTransient || !isSafe || Date.now() + wait > until)
          throw error;
      }
      await pause(wait, request.signal);
    }
  }
  /** One request without any repetition; the body of the answer is the caller's to read. */
  async open(path, headers, signal) {
    return this.#fetch(this.#base + path, { headers: { ...await this.#credential(), ...headers }, signal, cache: "no-store" });
  }
  async #attempt(request) {
    const isBytes = request.body instanceof Uint8Array;
    const type = request.body === void 0 ? {} : { "content-type": isBytes ? "application/octet-stream" : "application/json" };
    const signals = [AbortSignal.timeout(attemptMilliseconds), ...request.signal ? [request.signal] : []];
    return this.#fetch(this.#base + request.path, {
      method: request.method,
      headers: { ...await this.#credential(), ...type },
      body: request.body === void 0 ? null : isBytes ? request.body : JSON.stringify(request.body),
      signal: either(signals)
    });
  }
  async #credential() {
    const key = await this.key();
    return key ? { authorization: `Bearer ${key}` } : {};
  }
};
function either(signals) {
  if (signals.length === 1)
    return signals[0];
  const both = new AbortController();
  for (const signal of signals) {
    if (signal.aborted)
      both.abort(signal.reason);
    else
      signal.addEventListener("abort", () => both.abort(signal.reason), { once: true, signal: both.signal });
  }
  return both.signal;
}

// dist/closing.js
var nodeStopping = 1012;
var accessRevoked = 4403;
var damaged = 4511;
function afterClose(code) {
  switch (code) {
    case nodeStopping:
      return "come-back-at-once";
    case accessRevoked:
    case damaged:
      return "stop";
    default:
      return "come-back";
  }
}

// dist/live-messages.js
var notices = /* @__PURE__ */ new Set(["session_over_budget", "session_expiring", "input_audio_dropped"]);
function sort(text) {
  const read = JSON.parse(text);
  if (read.type === "session_mark")
    return { kind: "mark", mark: read };
  if (typeof read.version === "number" && read.data !== void 0)
    return { kind: "event", event: read };
  if (notices.has(read.type))
    return { kind: "notice", notice: read };
  return { kind: "model", message: read };
}

// dist/live-socket.js
var handshakeMilliseconds = 15e3;
var graceMilliseconds = 100;
var lost = 1006;
function hold(WebSocket, url, key, on) {
  const socket = new WebSocket(url, key ? ["realtime", `openai-insecure-api-key.${key}`] : ["realtime"]);
  return new Promise((resolve) => {
    let opened = false;
    const timer = setTimeout(() => {
      socket.close();
      resolve({ opened: false, code: lost, reason: "The handshake took too long." });
    }, handshakeMilliseconds);
    socket.addEventListener("open", () => {
      clearTimeout(timer);
      opened = true;
      on.open(socket);
    });
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string")
        on.text(data);
    });
    socket.addEventListener("error", () => {
      if (!opened)
        setTimeout(() => resolve({ opened: false, code: lost, reason: "The handshake failed." }), graceMilliseconds);
    });
    socket.addEventListener("close", ({ code, reason }) => {
      clearTimeout(timer);
      resolve({ opened, code, reason });
    });
  });
}
function platformWebSocket() {
  const found = globalThis.WebSocket;
  if (!found) {
    throw new Error("This platform has no WebSocket: pass one as the option webSocket (the package ws has one), or start Node 20 with --experimental-websocket.");
  }
  return found;
}

// dist/queues.js
var encoder = new TextEncoder();
var QueueFullError = class extends Error {
  name = "QueueFullError";
};
var SendQueue = class {
  mostBytes;
  #waiting = [];
  #bytes = 0;
  constructor(mostBytes) {
    this.mostBytes = mostBytes;
  }
  /** The number of audio messages that were dropped. */
  audioDropped = 0;
  get bytes() {
    return this.#bytes;
  }
  add(text, isAudio) {
    const bytes = encoder.encode(text).length;
    const others = this.#waiting.reduce((sum, message2) => sum + (message2.isAudio ? 0 : message2.bytes), 0);
    if (others + bytes > this.mostBytes) {
      if (!isAudio)
        throw new QueueFullError(`${others} bytes wait for the live socket, and it takes ${this.mostBytes}: send less, or later.`);
      this.audioDropped++;
      return;
    }
    while (this.#bytes + bytes > this.mostBytes)
      this.#dropAt(this.#waiting.findIndex((message2) => message2.isAudio));
    this.#waiting.push({ text, bytes, isAudio });
    this.#bytes += bytes;
  }
  /** The oldest message; undefined if none waits. */
  take() {
    const next = this.#waiting.shift();
    if (next)
      this.#bytes -= next.bytes;
    return next?.text;
  }
  /** Audio of a time that has passed: dropped when a socket is lost. */
  dropAudio() {
    for (let at = this.#waiting.length - 1; at >= 0; at--)
      if (this.#waiting[at].isAudio)
        this.#dropAt(at);
  }
  #dropAt(at) {
    this.#bytes -= this.#waiting.splice(at, 1)[0].bytes;
    this.audioDropped++;
  }
};
var Inbox = class {
  mostBytes;
  #arrived = [];
  #bytes = 0;
  #over;
  #wake = () => {
  };
  constructor(mostBytes) {
    this.mostBytes = mostBytes;
  }
  /** False if it has no room. */
  add(value, bytes) {
    if (this.#over || this.#bytes > 0 && this.#bytes + bytes > this.mostBytes)
      return false;
    this.#arrived.push({ value, bytes });
    this.#bytes += bytes;
    this.#wake();
    return true;
  }
  /** Ends it after what has arrived, with an error or without. Only the first end counts. */
  end(over = {}) {
    this.#over ??= over;
    this.#wake();
  }
  /** The next value; undefined after the end. */
  async next() {
    while (true) {
      const next = this.#arrived.shift();
      if (next) {
        this.#bytes -= next.bytes;
        return next.value;
      }
      if (this.#over && "error" in this.#over)
        throw this.#over.error;
      if (this.#over)
        return void 0;
      await new Promise((resolve) => this.#wake = resolve);
    }
  }
};

// dist/live.js
var LiveLostError = class extends Error {
  code;
  position;
  name = "LiveLostError";
  constructor(code, reason, position) {
    super(`The live socket is lost (${code}${reason ? `, ${reason}` : ""}).`);
    this.code = code;
    this.position = position;
  }
};
var mostInFlight = 256 * 1024;
var pumpMilliseconds = 20;
var LiveSession = class {
  conversation;
  /** The session's id; undefined until its first event if a client secret chose it. */
  id;
  #http;
  #target;
  #outbox;
  #inbox;
  #onConnection;
  #running;
  #received;
  #read = "now";
  #socket;
  #pumping;
  #isKnown;
  #ended = false;
  #closing = false;
  constructor(http, target, options) {
    this.#http = http;
    this.#target = target;
    this.conversation = target.conversation ?? null;
    this.id = target.session;
    this.#isKnown = target.attach !== void 0;
    this.#received = target.attach ? target.attach.after : 0;
    this.#outbox = new SendQueue(options.sendQueueBytes ?? 1024 * 1024);
    this.#inbox = new Inbox(options.receiveQueueBytes ?? 16 * 1024 * 1024);
    this.#onConnection = options.onConnection;
    this.#running = this.#run();
  }
  /** The version up to which you have read everything. Keep it: `session(id).live({ after: position })` goes on from there. */
  get position() {
    return this.#read;
  }
  /** The number of audio messages that were dropped, because the socket was away or did not take them fast enough. */
  get audioDropped() {
    return this.#outbox.audioDropped;
  }
  /** Sends a message of the model's protocol. While the socket is away it waits. Throws a QueueFullError if too much waits. */
  send(message2) {
    this.#outbox.add(JSON.stringify(message2), message2.type === "input_audio_buffer.append");
    this.#pump();
  }
  /** Sends audio in the session's format. */
  sendAudio(bytes) {
    let binary = "";
    for (let at = 0; at < bytes.length; at += 8192)
      binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    this.send({ type: "input_audio_buffer.append", audio: btoa(binary) });
  }
  /** Closes the socket. If it started the session, the session ends. */
  async close() {
    this.#closing = true;
    this.#socket?.close(1e3);
    this.#inbox.end();
    await this.#running;
  }
  async *[Symbol.asyncIterator]() {
    for (let next = await this.#inbox.next(); next; next = await this.#inbox.next()) {
      if (next.kind === "mark")
        this.#read = next.mark.version;
      else {
        if (next.kind === "event")
          this.#read = next.event.version;
        yield next;
      }
    }
  }
  async #run() {
    const backoff = new Backoff(this.#http.options.backoff);
    let since = Date.now();
    let wasOpen = false;
    try {
      const WebSocket = this.#http.options.webSocket ?? platformWebSocket();
      while (true) {
        const after = this.#received;
        const closed = await hold(WebSocket, this.#url(), await this.#http.key(), {
          open: (socket) => {
            if (wasOpen)
              this.#take({ kind: "returned", after: after ?? "now" }, 0);
            wasOpen = this.#isKnown = true;
            this.#socket = socket;
            this.#onConnection?.(true);
            if (this.#closing)
              socket.close(1e3);
            this.#outbox.dropAudio();
            this.#pump();
          },
          text: (text) => this.#take(sort(text), text.length)
        });
        this.#socket = void 0;
        if (closed.opened) {
          this.#onConnection?.(false);
          since = Date.now();
          backoff.reset();
          this.#received ??= "now";
        }
        if (this.#ended || this.#closing || !closed.opened && await this.#isOver())
          break;
        const step = afterClose(closed.code);
        const wait = step === "come-back-at-once" ? backoff.shortest() : backoff.next();
        if (step === "stop" || this.conversation === null || Date.now() + wait - since > this.#http.patience)
          throw this.#lost(closed);
        await pause(wait);
        if (this.#closing)
          break;
      }
      this.#inbox.end();
    } catch (error) {
      this.#inbox.end({ error });
    }
  }
  #lost({ code, reason }) {
    return new LiveLostError(code, reason, this.#received ?? "now");
  }
  #url() {
    return this.#http.socketUrl(this.#path());
  }
  #path() {
    const { attach, conversation, session, ...start } = this.#target;
    const named = { ...start, ...conversation === null ? {} : { conversation }, session };
    const query = this.#isKnown && conversation ? { drive: attach?.drive, after: this.#received, view: attach?.view ?? start.view, marks: true } : { ...named, marks: true };
    const path = this.#isKnown && conversation ? `/conversations/${encodeURIComponent(conversation)}/sessions/${this.id}/live` : "/v1/realtime";
    const given = Object.entries(query).filter(([, value]) => value !== void 0).map(([name, value]) => [name, String(value)]);
    return `${path}?${new URLSearchParams(given)}`;
  }
  /** A WebSocket does not say why its handshake was refused, so the session's state does. True if it has ended, and the end was read. */
  async #isOver() {
    if (!this.conversation || !this.id) {
      if (!this.#isKnown)
        await this.#mayStart();
      return false;
    }
    const path = `/conversations/${encodeURIComponent(this.conversation)}/sessions/${this.id}`;
    try {
      const { ended } = await this.#http.send({ method: "GET", path });
      this.#isKnown = true;
      return ended != null && (typeof this.#received !== "number" || this.#received >= ended.version);
    } catch (error) {
      if (!this.#isKnown && error instanceof RealtimeProblem && [403, 404].includes(error.status)) {
        await this.#mayStart();
        return false;
      }
      if (!(error instanceof RealtimeProblem) || error.isTransient || error.status === 403)
        return false;
      throw error;
    }
  }
  /** The same request without a handshake gets the refusal in words, and starts nothing. Throws it unless it passes. */
  async #mayStart() {
    const response = await this.#http.open(this.#path(), {}, AbortSignal.timeout(this.#http.patience)).catch(() => void 0);
    if (!response)
      return;
    const refusal = await RealtimeProblem.of(response);
    const isOnlyNoHandshake = refusal.problem.errors !== void 0 && "Upgrade" in refusal.problem.errors;
    if (response.status >= 400 && !refusal.isTransient && !isOnlyNoHandshake)
      throw refusal;
  }
  #take(arrived, bytes) {
    if (this.#closing)
      return;
    if (arrived.kind === "mark" || arrived.kind === "event") {
      const { version } = arrived.kind === "mark" ? arrived.mark : arrived.event;
      if (typeof this.#received === "number" && version <= this.#received)
        return;
      this.#received = version;
    }
    if (arrived.kind === "model" && typeof arrived.message.version === "number" && typeof this.#received === "number") {
      this.#received = Math.max(this.#received, arrived.message.version - 1);
    }
    if (arrived.kind === "event") {
      const of = "sessionId" in arrived.event ? arrived.event.sessionId : void 0;
      this.id ??= of;
      if (of !== void 0 && of !== this.id)
        return;
      this.#ended = arrived.event.type === "session_ended";
    }
    if (this.#inbox.add(arrived, bytes))
      return;
    this.#inbox.end({ error: new QueueFullError("More has arrived than the reader may leave unread.") });
    void this.close();
  }
  #pump() {
    while (this.#socket?.readyState === 1 && this.#socket.bufferedAmount < mostInFlight) {
      const next = this.#outbox.take();
      if (next === void 0)
        return;
      this.#socket.send(next);
    }
    if (this.#socket && this.#outbox.bytes > 0) {
      this.#pumping ??= setTimeout(() => {
        this.#pumping = void 0;
        this.#pump();
      }, pumpMilliseconds);
    }
  }
};

// dist/client.js
var RealtimeClient = class {
  #http;
  constructor(options) {
    this.#http = new Http(options);
  }
  /** A conversation by its name: 1 to 128 characters of `A-Z a-z 0-9 . _ : -`. Nothing is sent. */
  conversation(name) {
    return new Conversation(this.#http, name);
  }
  /**
   * Starts a session that the live socket drives; it ends when the socket is closed. Without a conversation or a session id the client
   * chooses them, so that it knows where to come back. The holder of a client secret that names no conversation passes `null`.
   */
  startLive(start, options = {}) {
    const isNamed = start.conversation !== null;
    return new LiveSession(this.#http, {
      ...start,
      conversation: isNamed ? start.conversation ?? `live-${crypto.randomUUID()}` : null,
      ...isNamed ? { session: start.session ?? crypto.randomUUID() } : {}
    }, options);
  }
};
var Conversation = class {
  http;
  name;
  path;
  constructor(http, name) {
    this.http = http;
    this.name = name;
    this.path = `/conversations/${encodeURIComponent(name)}`;
  }
  /** A session by its id. Nothing is sent. */
  session(id) {
    return new Session(this, id);
  }
  /** Starts a session. The session's id is chosen here, so that a repeat after a broken connection starts no second one. */
  async start(request = {}, options = {}) {
    const body = { ...request, sessionId: request.sessionId ?? crypto.randomUUID() };
    return this.http.send({ method: "POST", path: `${this.path}/sessions`, body, signal: options.signal });
  }
  /** The state now. */
  state(options = {}) {
    return this.http.send({ method: "GET", path: this.path, signal: options.signal });
  }
  /** A page of at most `limit` (200, at most 1,000) events after a version. */
  events(after = 0, limit = 200, options = {}) {
    return this.http.send({ method: "GET", path: `${this.path}/events?after=${after}&limit=${limit}`, signal: options.signal });
  }
  /**
   * The events in order, each once, for as long as the caller reads. It comes back by itself. An event of a type that this version does
   * not know is passed on as it is.
   */
  follow(options = {}) {
    return follow(this.http, this.path, options);
  }
};
var Session = class {
  conversation;
  id;
  #path;
  constructor(conversation, id) {
    this.conversation = conversation;
    this.id = id;
    this.#path = `${conversation.path}/sessions/${encodeURIComponent(id)}`;
  }
  state(options = {}) {
    return this.conversation.http.send({ method: "GET", path: this.#path, signal: options.signal });
  }
  /** Sends a text to the model and asks for a response; while a live socket drives the session, the driver asks. */
  text(text, more = {}, options = {}) {
    return this.#post("text", { ...more, text, inputId: more.inputId ?? crypto.randomUUID() }, options);
  }
  /** Sends PCM16, little-endian, mono, 24 kHz, or a WAV file. It is sent once: a repeat would be heard twice. */
  async audio(bytes, options = {}) {
    await this.conversation.http.send({
      method: "POST",
      path: `${this.#path}/audio`,
      body: bytes,
      isRepeatable: false,
      signal: options.signal
    });
  }
  /** Adds a message to the model's conversation. */
  item(request, options = {}) {
    return this.#post("items", withInput(request), options);
  }
  deleteItem(item, inputId = crypto.randomUUID(), options = {}) {
    const path = `${this.#path}/items/${encodeURIComponent(item)}?inputId=${encodeURIComponent(inputId)}`;
    return this.conversation.http.send({ method: "DELETE", path, signal: options.signal });
  }
  /** Asks the model for an item; `item_retrieved` has it. */
  retrieveItem(item, inputId, options = {}) {
    return this.#post(`items/${encodeURIComponent(item)}/retrieve`, withInput({ inputId }), options);
  }
  /** Asks the model for a response. */
  respond(request = {}, options = {}) {
    return this.#post("responses", withInput(request), options);
  }
  cancelResponse(request = {}, options = {}) {
    return this.#post("responses/cancel", withInput(request), options);
  }
  clearAudio(inputId, options = {}) {
    return this.#post("audio/clear", withInput({ inputId }), options);
  }
  commitAudio(inputId, options = {}) {
    return this.#post("audio/commit", withInput({ inputId }), options);
  }
  /** Answers a tool call: `callId` is that of its `handoff_requested`. The same answer twice is one answer. */
  answer(callId, output, options = {}) {
    return this.#post(`handoffs/${encodeURIComponent(callId)}`, { output }, options);
  }
  /** Allows or refuses a call of an MCP server's tool. */
  approve(request, answer, options = {}) {
    return this.#post(`approvals/${encodeURIComponent(request)}`, answer, options);
  }
  /** Ends the session. `ended` in the answer is null if it takes longer than 3 s; the conversation's events then tell. */
  end(options = {}) {
    return this.#post("end", void 0, options);
  }
  /** Attaches a live socket to the session. */
  live(attach = {}, options = {}) {
    return new LiveSession(this.conversation.http, { conversation: this.conversation.name, session: this.id, attach }, options);
  }
  #post(path, body, options) {
    return this.conversation.http.send({ method: "POST", path: `${this.#path}/${path}`, body, signal: options.signal });
  }
};
function withInput(request) {
  return { ...request, inputId: request.inputId ?? crypto.randomUUID() };
}

// dist/contract.js
var eventTypes = [
  "command_delivered",
  "command_refused",
  "content_masked",
  "dtmf_received",
  "end_requested",
  "handoff_answered",
  "handoff_requested",
  "input_clear_requested",
  "input_commit_requested",
  "input_timed_out",
  "item_added",
  "item_delete_requested",
  "item_deleted",
  "item_done",
  "item_retrieve_requested",
  "item_retrieved",
  "item_submitted",
  "item_truncated",
  "mcp_approval_answered",
  "mcp_call_changed",
  "mcp_list_changed",
  "rate_limits_changed",
  "response_cancel_requested",
  "response_done",
  "response_requested",
  "response_started",
  "session_claimed",
  "session_ended",
  "session_requested",
  "session_resumed",
  "session_started",
  "speaker_segment",
  "speech_started",
  "speech_stopped",
  "text_delivered",
  "text_submitted",
  "transcript_completed",
  "transcript_delta",
  "transcription_failed",
  "transport_renewed",
  "upstream_configured",
  "upstream_warned"
];
var problemNames = [
  "at-capacity",
  "beyond-end",
  "budget-exhausted",
  "conversation-archived",
  "conversation-busy",
  "conversation-contended",
  "conversation-damaged",
  "handoff-closed",
  "idempotency-conflict",
  "input-overloaded",
  "insufficient-scope",
  "internal-error",
  "invalid-options",
  "issuer-unavailable",
  "limit-reached",
  "log-unavailable",
  "model-ended",
  "origin-refused",
  "owner-unreachable",
  "session-live",
  "session-not-live",
  "session-not-started",
  "too-large",
  "transcription-only",
  "unauthorized",
  "unknown-client-secret",
  "unknown-conversation",
  "unknown-handoff",
  "unknown-key",
  "unknown-model",
  "unknown-session",
  "unknown-worker",
  "unsupported-media-type"
];
var closeCodes = {
  1e3: "session_ended with requested or transport_closed",
  1001: "session_ended with server_shutdown",
  1007: "a text message of the client is not UTF-8; the session goes on",
  1009: "a message of the client is too large; the session goes on",
  1012: "this node stops; the session goes on, and another node serves it at once",
  4402: "session_ended with budget_exhausted",
  4403: "the credential was revoked or has expired; the session goes on",
  4408: "session_ended with expired",
  4409: "session_ended with replaced",
  4410: "session_ended with idle",
  4429: "the client reads too slowly, or the session has too many sockets; the session goes on",
  4499: "session_ended with client_gone",
  4500: "session_ended with error",
  4502: "session_ended with start_failed",
  4503: "session_ended with worker_lost",
  4511: "the log of the conversation is damaged; the reason names the missing version"
};
export {
  Conversation,
  LiveLostError,
  LiveSession,
  QueueFullError,
  RealtimeClient,
  RealtimeProblem,
  Session,
  afterClose,
  closeCodes,
  eventTypes,
  problemNames
};
