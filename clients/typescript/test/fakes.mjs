// An API that a test scripts: it takes one request after the other.
import { createServer } from 'node:http';
import { once } from 'node:events';

export class Api {
  requests = [];
  #answers;
  #server;

  /** @param answers functions of (request, response), one for each request; the last one answers the rest too. */
  constructor(...answers) {
    this.#answers = answers;
  }

  async start() {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const piece of request) body += piece;
      const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)];
      this.requests.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(request, response);
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

export const json = (status, body, headers = {}) => (_, response) => {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
  response.end(JSON.stringify(body));
};

export const problem = (status, name, more = {}, headers = {}) =>
  json(status, { type: `urn:realtime:problem:${name}`, title: name, status, detail: `It is ${name}.`, ...more }, headers);

export const event = (version, type = 'transcript_delta', data = {}) =>
  ({ version, sequence: version + 100, type, sessionId: session, at: '2026-11-26T10:00:00Z', data });

export const session = '019ac0de-0000-7000-8000-000000000001';

export const message = e => `id: ${e.version}\nevent: ${e.type}\ndata: ${JSON.stringify(e)}\n\n`;

/** A stream of these pieces. Then the connection breaks, ends in order, or stays open. */
export const stream = (pieces, then = 'break') => (_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write('retry: 1000\n\n');
  for (const piece of pieces) response.write(piece);
  if (then === 'end') response.end();
  if (then === 'break') setImmediate(() => response.destroy());
};

export const quick = { firstMilliseconds: 1, mostMilliseconds: 4 };

/** The sockets that a LiveSession opens, which a test plays the other side of. */
export class Sockets {
  opened = [];
  #wake = () => {};

  /** The class to pass as webSocket. */
  get type() {
    const all = this;
    return class extends EventTarget {
      readyState = 0;
      bufferedAmount = 0;
      sent = [];

      constructor(url, protocols) {
        super();
        Object.assign(this, { url: new URL(url), protocols });
        all.opened.push(this);
        all.#wake();
      }

      open() {
        this.readyState = 1;
        this.dispatchEvent(new Event('open'));
      }

      say(message) {
        this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }));
      }

      lose(code = 1006, reason = '') {
        if (this.readyState === 3) return;
        this.readyState = 3;
        this.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
      }

      send(text) {
        this.sent.push(JSON.parse(text));
      }

      close(code = 1000) {
        this.closedWith = code;
        setImmediate(() => this.lose(code));
      }
    };
  }

  /** The socket that is opened as number `count`, counted from 1. */
  async number(count) {
    while (this.opened.length < count) await new Promise(resolve => (this.#wake = resolve));
    return this.opened[count - 1];
  }
}
