import type { Bench } from './bench.js'

/** What happens to a program from outside, whatever it does. */
export const outsideSteps = ['background', 'foreground', 'call', 'hang up'] as const
export type OutsideStep = (typeof outsideSteps)[number]

/** Makes those happen to the program of a bench. */
const createOutside = ({ host }: Bench): Record<OutsideStep, () => void> => {
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

interface Following<Step extends string> {
  readonly bench: Bench
  readonly model: Model<Step>
  /** What the steps are but those from outside. */
  readonly steps: Readonly<Record<Exclude<Step, OutsideStep>, () => void>>
  /** The step that leaves nothing behind. */
  readonly last: Exclude<Step, OutsideStep>
  /** Reads an event. */
  next(): Promise<string>
  /** Compares the two after each burst, when as many events have been read as the model expects. */
  check(): void
}

/**
 * Does what the bursts say, the steps of each in one turn, to a model and to what it is a model of, which is in the
 * foreground, free of calls and at rest afterwards.
 */
export const followModel = async <Step extends string>(
  bursts: readonly (readonly (Step | OutsideStep)[])[],
  { bench, model, steps, last, next, check }: Following<Step | OutsideStep>,
): Promise<void> => {
  const actions = { ...steps, ...createOutside(bench) } as Record<Step | OutsideStep, () => void>
  let read = 0
  for (const burst of [...bursts, ['hang up', 'foreground'], [last]] as const) {
    for (const step of burst) {
      model.take(step)
      actions[step]()
    }
    model.settle()
    for (; read < model.count(); read += 1) await next()
    check()
  }
}
