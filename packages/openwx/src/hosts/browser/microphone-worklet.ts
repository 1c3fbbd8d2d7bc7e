export const WORKLET_NAME = 'openwx-microphone'

/** Samples that travel together: fewer would wake the page more often, more would be late. */
const BLOCK = 1024

/**
 * Runs on the audio thread and hands on what it hears. It is text, for a worklet's file has to stand on
 * its own, and bundlers agree on no way to name one.
 */
const source = `registerProcessor(${JSON.stringify(WORKLET_NAME)}, class extends AudioWorkletProcessor {
  length = 0
  process([input]) {
    if (input.length === 0) return true
    this.blocks ??= input.map(() => new Float32Array(${BLOCK}))
    input.forEach((samples, channel) => this.blocks[channel]?.set(samples, this.length))
    this.length += input[0].length
    if (this.length >= ${BLOCK}) {
      this.port.postMessage(this.blocks, this.blocks.map(({ buffer }) => buffer))
      this.blocks = undefined
      this.length = 0
    }
    return true
  }
})`

/** Loads the code that answers to {@link WORKLET_NAME}. A page whose rules forbid `blob:` scripts cannot record. */
export const loadWorklet = async (audio: AudioContext): Promise<void> => {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  try {
    await audio.audioWorklet.addModule(url)
  } finally {
    URL.revokeObjectURL(url)
  }
}
