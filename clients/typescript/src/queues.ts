const encoder = new TextEncoder();

/** The queue is full, and the message is not sent. */
export class QueueFullError extends Error {
  override readonly name: string = 'QueueFullError';
}

/**
 * Messages that wait for the socket. While it is full it drops audio, the oldest first, because late audio is worth nothing; a message that
 * has no room even then is refused.
 */
export class SendQueue {
  readonly #waiting: { text: string; bytes: number; isAudio: boolean }[] = [];
  #bytes = 0;

  constructor(readonly mostBytes: number) {}

  /** The number of audio messages that were dropped. */
  audioDropped = 0;

  get bytes(): number {
    return this.#bytes;
  }

  add(text: string, isAudio: boolean): void {
    const bytes = encoder.encode(text).length;
    const others = this.#waiting.reduce((sum, message) => sum + (message.isAudio ? 0 : message.bytes), 0);
    if (others + bytes > this.mostBytes) {
      if (!isAudio) throw new QueueFullError(`${others} bytes wait for the live socket, and it takes ${this.mostBytes}: send less, or later.`);
      this.audioDropped++;
      return;
    }

    while (this.#bytes + bytes > this.mostBytes) this.#dropAt(this.#waiting.findIndex(message => message.isAudio));
    this.#waiting.push({ text, bytes, isAudio });
    this.#bytes += bytes;
  }

  /** The oldest message; undefined if none waits. */
  take(): string | undefined {
    const next = this.#waiting.shift();
    if (next) this.#bytes -= next.bytes;
    return next?.text;
  }

  /** Audio of a time that has passed: dropped when a socket is lost. */
  dropAudio(): void {
    for (let at = this.#waiting.length - 1; at >= 0; at--) if (this.#waiting[at]!.isAudio) this.#dropAt(at);
  }

  #dropAt(at: number): void {
    this.#bytes -= this.#waiting.splice(at, 1)[0]!.bytes;
    this.audioDropped++;
  }
}

/** What has arrived and was not yet read. It takes so many bytes; the caller closes the socket of a reader that is slower. */
export class Inbox<T> {
  readonly #arrived: { value: T; bytes: number }[] = [];
  #bytes = 0;
  #over: { error?: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(readonly mostBytes: number) {}

  /** False if it has no room. */
  add(value: T, bytes: number): boolean {
    if (this.#over || (this.#bytes > 0 && this.#bytes + bytes > this.mostBytes)) return false;
    this.#arrived.push({ value, bytes });
    this.#bytes += bytes;
    this.#wake();
    return true;
  }

  /** Ends it after what has arrived, with an error or without. Only the first end counts. */
  end(over: { error?: unknown } = {}): void {
    this.#over ??= over;
    this.#wake();
  }

  /** The next value; undefined after the end. */
  async next(): Promise<T | undefined> {
    while (true) {
      const next = this.#arrived.shift();
      if (next) {
        this.#bytes -= next.bytes;
        return next.value;
      }

      if (this.#over && 'error' in this.#over) throw this.#over.error;
      if (this.#over) return undefined;
      await new Promise<void>(resolve => (this.#wake = resolve));
    }
  }
}
