import { ALL_FORMATS, CustomSource, Input } from 'mediabunny'
import { PlayerError } from '../../../ports/player.js'

/**
 * Seconds of sound in a file: as its header says, or counted where it says nothing.
 * @param read Bytes from `start` up to, and without, `end`.
 * @throws PlayerError `format` for what is no sound
 */
export const soundLength = async (
  size: number,
  read: (start: number, end: number) => Promise<Uint8Array>,
): Promise<number> => {
  const input = new Input({
    source: new CustomSource({ getSize: () => size, read }),
    formats: ALL_FORMATS,
  })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null) throw new PlayerError('format')
    const length =
      (await input.getDurationFromMetadata([track])) ?? (await input.computeDuration([track]))
    if (!(length > 0)) throw new PlayerError('format')
    return length
  } catch (cause) {
    throw cause instanceof PlayerError ? cause : new PlayerError('format', { cause })
  } finally {
    input.dispose()
  }
}
