// Runs beside the page's own script, so that a busy page loses no sound: collects the microphone's samples as PCM16.
const chunk = 960; // samples: 40 ms at 24 kHz

registerProcessor('microphone', class extends AudioWorkletProcessor {
  #samples = new Int16Array(chunk);
  #filled = 0;

  process([[samples]]) {
    for (const sample of samples ?? []) {
      this.#samples[this.#filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
      if (this.#filled < chunk) continue;
      this.port.postMessage(this.#samples.buffer, [this.#samples.buffer]);
      this.#samples = new Int16Array(chunk);
      this.#filled = 0;
    }
    return true;
  }
});
