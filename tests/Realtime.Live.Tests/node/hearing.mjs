// What the clients' scripts share: the settings that the test gives them, a voice, and ears that wait.
import { readFileSync } from 'node:fs';

const given = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set.`); })();

export const settings = { baseURL: given('REALTIME_BASE_URL'), apiKey: given('REALTIME_API_KEY'), model: given('REALTIME_MODEL') };

const bytesPerMillisecond = 48;
const wavHeader = 44;
const patience = 60_000;

/** A spoken sentence of about three seconds, and the silence that ends a turn: PCM16 at 24 kHz. */
export const sentence = readFileSync(given('REALTIME_SPEECH')).subarray(wavHeader);
export const silence = Buffer.alloc(1_000 * bytesPerMillisecond);

export function* pieces(pcm, milliseconds = 100) {
  for (let at = 0; at < pcm.length; at += milliseconds * bytesPerMillisecond) yield pcm.subarray(at, at + milliseconds * bytesPerMillisecond);
}

/** Everything that was heard, and a place in it: waiting reads on from there. */
export class Heard {
  all = [];
  #at = 0;
  #more = () => {};

  add(event) {
    this.all.push(event);
    this.#more();
  }

  /** The next event of that type, which fits. */
  async until(type, fits = () => true) {
    const deadline = Date.now() + patience;
    while (true) {
      while (this.#at < this.all.length) {
        const event = this.all[this.#at++];
        if (event.type === type && fits(event)) return event;
      }

      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`No ${type} came; the last that did: ${this.all.slice(-40).map((e) => e.type).join(', ')}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#more = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
