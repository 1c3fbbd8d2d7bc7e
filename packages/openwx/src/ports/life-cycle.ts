export type LifeState = 'foreground' | 'background' | 'disposed'

/** Where the app is: in front of the user, behind something else, or gone for good. */
export interface LifeCyclePort {
  readonly state: LifeState
  /** Listeners hear every change, in registration order. The result removes the listener. */
  onChange(listener: (state: LifeState) => void): () => void

  /** Whether a call, or whatever else the machine has at its disposal, took microphone and speaker away. */
  readonly interrupted: boolean
  /** Listeners hear of the beginning and of the end. The result removes the listener. */
  onInterruption(listener: (active: boolean) => void): () => void
}
