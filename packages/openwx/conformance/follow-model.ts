import type { Bench } from './bench.js'

/** What happens to a program from outside, whatever it does. */
export const outsideSteps = ['background', 'foreground', 'call', 'hang up'] as const
export type OutsideStep = (typeof outsideSteps)[number]

/** Makes those happen to the program of a bench. */
export const createOutside = ({ host }: Bench): Record<OutsideStep, () => void> => {
  let hangUp: (() => void) | undefined
  return {
    background: () => host.enterBackground(),
    foreground: () => host.enterForeground(),
    call: () => {
      hangUp ??= host.interrupt()
    },
    'hang up': () => {
      hangUp?.()
      hangUp = undefined
    },
  }
}

/** What is expected of something that steps happen to. */
export interface Model<Step extends string> {
  take(step: Step): void
  /** Whatever was on its way has come. */
  settle(): void
  /** How many events are expected by now. */
  count(): number
}

/**
 * Does what the bursts say, the steps of each in one turn, to a model and to what it is a model of.
 * @param check Compares the two after each burst, when as many events have been read as the model expects.
 */
export const followModel = async <Step extends string>(
  bursts: readonly (readonly Step[])[],
  model: Model<Step>,
  steps: Readonly<Record<Step, () => void>>,
  next: () => Promise<string>,
  check: () => void,
): Promise<void> => {
  let read = 0
  for (const burst of bursts) {
    for (const step of burst) {
      model.take(step)
      steps[step]()
    }
    model.settle()
    for (; read < model.count(); read += 1) await next()
    check()
  }
}
