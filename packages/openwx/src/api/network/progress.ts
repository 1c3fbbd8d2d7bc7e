/** How far a transfer is, in bytes. */
export interface Progress {
  /** A whole number of percent, 0 to 100; 0 while the end is not known. */
  readonly progress: number
  readonly doneBytes: number
  /** 0 while it is not known. */
  readonly expectedBytes: number
}

/** Where percents cannot tell of any advance, this many bytes do. */
const UNKNOWN_STEP_BYTES = 256 * 1024

/** Turns what a host tells, however often, into WeChat's events: rising, one for each whole percent. */
export interface ProgressSteps {
  report(doneBytes: number, expectedBytes: number | undefined): void
  /** All of it has been done: the last event says so, if none has said it yet. */
  finish(doneBytes: number): void
}

export const createProgressSteps = (emit: (progress: Progress) => void): ProgressSteps => {
  let latest: Progress | undefined

  const tell = (progress: Progress) => {
    latest = progress
    emit(progress)
  }
  return {
    report: (doneBytes, expectedBytes = 0) => {
      // A body that is sent again after a redirect starts again, which nobody wants to see.
      if (latest !== undefined && doneBytes <= latest.doneBytes) return
      const isKnown = expectedBytes > 0
      const progress = isKnown ? Math.min(100, Math.floor((100 * doneBytes) / expectedBytes)) : 0
      const isStep = isKnown
        ? progress !== latest?.progress
        : doneBytes >= (latest?.doneBytes ?? -Infinity) + UNKNOWN_STEP_BYTES
      if (isStep) tell({ progress, doneBytes, expectedBytes })
    },
    finish: (doneBytes) => {
      if (latest?.progress === 100) return
      tell({ progress: 100, doneBytes, expectedBytes: doneBytes })
    },
  }
}
