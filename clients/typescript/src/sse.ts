/** A message of an event stream, or a comment, which only says that the stream is alive. */
export interface StreamMessage {
  readonly id?: string;
  readonly event?: string;
  readonly data: string;
  readonly retry?: number;
}

const longestMessage = 16 * 1024 * 1024;

/**
 * Reads a body of Server-Sent Events. Ends where the body ends; throws if nothing arrives for so many milliseconds, as on a connection
 * whose other side is gone, or if a message is longer than 16 MiB.
 */
export async function* readMessages(body: ReadableStream<Uint8Array>, silenceMilliseconds: number): AsyncGenerator<StreamMessage, void, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let fields: Record<string, string> = {};
  try {
    while (true) {
      const { done, value } = await within(reader.read(), silenceMilliseconds);
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      if (rest.length > longestMessage) throw new Error('A message of the event stream is longer than 16 MiB.');
      let from = 0;
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n', from)) {
        const line = rest.slice(from, rest[end - 1] === '\r' ? end - 1 : end);
        from = end + 1;
        if (line === '') {
          yield message(fields);
          fields = {};
        } else if (!line.startsWith(':')) {
          const colon = line.indexOf(':');
          const [name, text] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
          fields[name] = name === 'data' && fields.data !== undefined ? `${fields.data}\n${text}` : text;
        }
      }

      rest = rest.slice(from);
    }
  } finally {
    await reader.cancel().catch(() => {}); // the connection may be broken already
  }
}

function message({ id, event, data, retry }: Record<string, string>): StreamMessage {
  return {
    data: data ?? '',
    ...(id === undefined ? {} : { id }),
    ...(event === undefined ? {} : { event }),
    ...(retry !== undefined && /^\d+$/.test(retry) ? { retry: Number(retry) } : {}),
  };
}

async function within<T>(reading: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The event stream was silent for ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([reading, silence]);
  } finally {
    clearTimeout(timer);
    reading.catch(() => {}); // a read that is given up still fails when the reader is cancelled
  }
}
