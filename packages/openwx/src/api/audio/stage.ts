import type { ApiContext } from '../../call/context.js'
import { inBackground } from '../base/in-background.js'
import type { AudioFailure } from './failure.js'
import { audioErrorCodes, PLAYER, speakerTaken } from './failure.js'

/** A sound that plays only while its program is seen and nothing else needs the loudspeaker. */
export interface Performer {
  /** Pauses, as if the program had said so. */
  hush(): void
  /** Ends for good. */
  leave(): void
}

/** What all sounds of a `wx` object share. */
export interface Stage {
  /** Why nothing may sound now. */
  refusal(): AudioFailure | undefined
  enter(performer: Performer): void
  exit(performer: Performer): void
}

/** Use through `context.shared`. */
export const createStage = ({ host: { lifeCycle } }: ApiContext): Stage => {
  const performers = new Set<Performer>()
  const hush = () => {
    for (const performer of [...performers]) performer.hush()
  }
  lifeCycle.onChange((state) => {
    if (state === 'background') hush()
    if (state !== 'disposed') return
    for (const performer of [...performers]) performer.leave()
    performers.clear()
  })
  lifeCycle.onInterruption((active) => {
    if (active) hush()
  })
  return {
    refusal: () => {
      if (lifeCycle.state !== 'foreground') {
        return { errCode: audioErrorCodes.unknown, error: inBackground(PLAYER) }
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
