import type { ApiContext } from '../../call/context.js'
import { inBackground } from '../base/in-background.js'
import type { AudioFailure } from './failure.js'
import { audioErrorCodes, speakerTaken } from './failure.js'

/** A sound that has to give way when its program goes out of sight, or something else needs the loudspeaker. */
export interface Performer {
  /** Pauses, as if the program had said so. */
  hush(why: 'background' | 'interruption'): void
  /** Ends for good. */
  leave(): void
}

/** What all sounds of a `wx` object share. */
export interface Stage {
  /**
   * Why nothing may sound now.
   * @param name Who is refused, in the text.
   * @param maySoundUnseen Whether the background is no reason. @default false
   */
  refusal(name: string, maySoundUnseen?: boolean): AudioFailure | undefined
  enter(performer: Performer): void
  exit(performer: Performer): void
}

/** Use through `context.shared`. */
export const createStage = ({ host: { lifeCycle } }: ApiContext): Stage => {
  const performers = new Set<Performer>()
  const hush = (why: 'background' | 'interruption') => {
    for (const performer of [...performers]) performer.hush(why)
  }
  lifeCycle.onChange((state) => {
    if (state === 'background') hush('background')
    if (state !== 'disposed') return
    for (const performer of [...performers]) performer.leave()
    performers.clear()
  })
  lifeCycle.onInterruption((active) => {
    if (active) hush('interruption')
  })
  return {
    refusal: (name, maySoundUnseen = false) => {
      const { state } = lifeCycle
      if (state === 'disposed' || (state === 'background' && !maySoundUnseen)) {
        return { errCode: audioErrorCodes.unknown, error: inBackground(name) }
      }
      return lifeCycle.interrupted ? speakerTaken() : undefined
    },
    enter: (performer) => {
      // A host that is gone has nobody to tell of it.
      if (lifeCycle.state === 'disposed') performer.leave()
      else performers.add(performer)
    },
    exit: (performer) => void performers.delete(performer),
  }
}
