// Sound of a session: the microphone as base64 of PCM16 at 24 kHz, and the model's answer from the same form.
const rate = 24000;

/** Plays pieces of sound one after the other. */
export class Speaker {
  #context;
  #until = 0; // in the context's time, where what was given so far ends
  #began = 0;
  #item;
  #playing = new Set();

  play(item, base64) {
    this.#context ??= new AudioContext({ sampleRate: rate });
    this.#context.resume();
    const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
    const pcm = new Int16Array(bytes.buffer, 0, bytes.length >> 1);
    if (pcm.length === 0) return;
    const buffer = this.#context.createBuffer(1, pcm.length, rate);
    buffer.copyToChannel(Float32Array.from(pcm, sample => sample / 32768), 0);
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    const at = Math.max(this.#context.currentTime, this.#until);
    if (item !== this.#item) [this.#item, this.#began] = [item, at];
    source.start(at);
    this.#until = at + buffer.duration;
    this.#playing.add(source);
    source.onended = () => this.#playing.delete(source);
  }

  /** Stops what plays. Returns the item that was cut and how much of it was heard, or undefined if nothing played. */
  interrupt() {
    if (!this.#context || this.#until <= this.#context.currentTime) return undefined;
    const heard = Math.max(0, Math.round((this.#context.currentTime - this.#began) * 1000));
    for (const source of this.#playing) source.stop();
    this.#playing.clear();
    this.#until = 0;
    return { item: this.#item, heard };
  }
}

/** Opens the microphone. @param take called with base64 of PCM16 and the loudness from 0 to 1. Returns a function that closes it. */
export async function listen(take) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
  const context = new AudioContext({ sampleRate: rate });
  await context.audioWorklet.addModule(new URL('./microphone.js', import.meta.url));
  const node = new AudioWorkletNode(context, 'microphone', { numberOfOutputs: 0 });
  node.port.onmessage = ({ data }) => {
    const pcm = new Int16Array(data);
    let loudest = 0;
    for (const sample of pcm) loudest = Math.max(loudest, Math.abs(sample));
    take(base64(new Uint8Array(data)), loudest / 32768);
  };
  context.createMediaStreamSource(stream).connect(node);
  return () => {
    for (const track of stream.getTracks()) track.stop();
    context.close();
  };
}

/** A second of silence: a model that detects speech by what it hears needs it to notice that somebody has stopped. */
export const silence = () => base64(new Uint8Array(2 * 960)).repeat(25);

const base64 = bytes => btoa(String.fromCharCode(...bytes));
