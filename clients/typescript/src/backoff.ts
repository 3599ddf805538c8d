export interface BackoffOptions {
  /** The first wait, in milliseconds; 250 if not given. */
  readonly firstMilliseconds?: number;
  /** The longest wait, in milliseconds; 5,000 if not given. */
  readonly mostMilliseconds?: number;
}

/** The waits between attempts. Each is twice the one before, up to a bound; half of it is random, so that clients do not come in step. */
export class Backoff {
  readonly #first: number;
  readonly #most: number;
  #attempts = 0;

  constructor(options: BackoffOptions = {}) {
    this.#first = options.firstMilliseconds ?? 250;
    this.#most = options.mostMilliseconds ?? 5_000;
  }

  /** The next wait in milliseconds; never shorter than what the server asks for. */
  next(atLeastMilliseconds = 0): number {
    const whole = Math.min(this.#most, this.#first * 2 ** Math.min(this.#attempts++, 20));
    return Math.max(atLeastMilliseconds, whole / 2 + (Math.random() * whole) / 2);
  }

  /** The wait before a return that needs none: only long enough that the clients of a stopping API do not all come at once. */
  shortest(): number {
    return (Math.random() * this.#first) / 2;
  }

  reset(): void {
    this.#attempts = 0;
  }
}

/** Waits; throws the signal's reason if it is aborted meanwhile. */
export function pause(milliseconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const abort = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
