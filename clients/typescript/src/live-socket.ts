import type { WebSocketConstructor } from './http.js';

export interface Closed {
  /** Whether it was open before. A handshake that is refused never opens; the code is then 1006. */
  readonly opened: boolean;
  readonly code: number;
  readonly reason: string;
}

const handshakeMilliseconds = 15_000;
const graceMilliseconds = 100;
const lost = 1006;

/** Opens a socket; completes when it has closed, or when its handshake has taken too long. */
export function hold(
  WebSocket: WebSocketConstructor, url: string, key: string | undefined, on: { open(socket: WebSocket): void; text(text: string): void },
): Promise<Closed> {
  // A browser cannot set headers on a WebSocket, so the key is a subprotocol.
  const socket = new WebSocket(url, key ? ['realtime', `openai-insecure-api-key.${key}`] : ['realtime']);
  return new Promise(resolve => {
    let opened = false;
    const timer = setTimeout(() => {
      socket.close();
      resolve({ opened: false, code: lost, reason: 'The handshake took too long.' });
    }, handshakeMilliseconds);
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      opened = true;
      on.open(socket);
    });
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') on.text(data);
    });
    // A close follows and says more; but not in Node 20 when the connection breaks during the handshake.
    socket.addEventListener('error', () => {
      if (!opened) setTimeout(() => resolve({ opened: false, code: lost, reason: 'The handshake failed.' }), graceMilliseconds);
    });
    socket.addEventListener('close', ({ code, reason }) => {
      clearTimeout(timer);
      resolve({ opened, code, reason });
    });
  });
}

/** The WebSocket of the platform. */
export function platformWebSocket(): WebSocketConstructor {
  const found = globalThis.WebSocket as WebSocketConstructor | undefined;
  if (!found) {
    throw new Error('This platform has no WebSocket: pass one as the option webSocket (the package ws has one), or start Node 20 with '
      + '--experimental-websocket.');
  }

  return found;
}
