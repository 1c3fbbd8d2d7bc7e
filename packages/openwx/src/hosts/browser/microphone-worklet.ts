export const WORKLET_NAME = 'openwx-microphone'

/** What the page says to the worklet; it answers `paused` when all that it had heard has been given. */
export type WorkletRequest = 'pause' | 'resume'
/** Planar samples, or that answer. */
export type WorkletReply = Float32Array[] | 'paused'

/**
 * Samples come in quanta of 128; so many seconds of them travel together. Fewer would wake the page more
 * often, which costs its thread more than 1 %, and more would be late.
 */
const QUANTUM = 128
const BLOCK_SECONDS = 0.08

/**
 * Runs on the audio thread and hands on what it hears. It is text, for a worklet's file has to stand on
 * its own, and bundlers agree on no way to name one. The build writes it to a file as well.
 */
export const workletSource = `const BLOCK = ${QUANTUM} * Math.round((sampleRate * ${BLOCK_SECONDS}) / ${QUANTUM})
registerProcessor(${JSON.stringify(WORKLET_NAME)}, class extends AudioWorkletProcessor {
  constructor() {
    super()
    this.length = 0
    this.hears = true
    this.port.onmessage = ({ data }) => {
      this.hears = data === 'resume'
      if (this.hears) return
      this.give()
      this.port.postMessage('paused')
    }
  }
  give() {
    if (this.length === 0) return
    const blocks = this.length === BLOCK ? this.blocks : this.blocks.map((block) => block.slice(0, this.length))
    this.port.postMessage(blocks, blocks.map(({ buffer }) => buffer))
    this.blocks = undefined
    this.length = 0
  }
  process([input]) {
    if (!this.hears || input.length === 0) return true
    this.blocks ??= input.map(() => new Float32Array(BLOCK))
    input.forEach((samples, channel) => this.blocks[channel]?.set(samples, this.length))
    this.length += input[0].length
    if (this.length >= BLOCK) this.give()
    return true
  }
})
`

/**
 * Loads the code that answers to {@link WORKLET_NAME}: from a `blob:`, which needs no file, or else, where
 * the page's rules forbid that, from the file `microphone-processor.js` beside this one.
 */
export const loadWorklet = async ({ audioWorklet }: AudioContext): Promise<void> => {
  const url = URL.createObjectURL(new Blob([workletSource], { type: 'text/javascript' }))
  try {
    await audioWorklet.addModule(url)
  } catch {
    await audioWorklet.addModule(new URL('./microphone-processor.js', import.meta.url).href)
  } finally {
    URL.revokeObjectURL(url)
  }
}
