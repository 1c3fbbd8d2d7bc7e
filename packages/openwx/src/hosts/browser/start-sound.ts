import { MicrophoneError } from '../../ports/microphone.js'
import { withinTime } from '../shared/within-time.js'

/** How long a page that has not been touched waits for it, while the browser shows that it listens. */
const TOUCH_MS = 5_000

const touches = ['pointerdown', 'pointerup', 'keydown'] as const

/**
 * Resolves when the context runs. A page that the user has not touched yet gets there with the first touch,
 * or not at all.
 */
export const startSound = async (audio: AudioContext): Promise<void> => {
  const resume = () => void audio.resume().catch(() => undefined)
  for (const touch of touches) addEventListener(touch, resume, { capture: true })
  try {
    await withinTime(audio.resume(), TOUCH_MS, 'the page has not been touched')
  } catch (cause) {
    throw new MicrophoneError('untouched', { cause })
  } finally {
    for (const touch of touches) removeEventListener(touch, resume, { capture: true })
  }
}
