/** What the library may ask of a host's microphones. */
export interface MicrophonePort {
  /** What `wx.getAvailableAudioSources` names; `auto` is always there. */
  sources(): Promise<readonly string[]>
  /**
   * Resolves when the device really listens. Its samples reach the sink until the handle is closed, or the
   * sink hears that it is lost.
   * @throws MicrophoneError
   */
  open(request: MicrophoneRequest, sink: MicrophoneSink): Promise<MicrophoneHandle>
}

export interface MicrophoneRequest {
  /** Hertz. Samples arrive at exactly this rate. */
  readonly sampleRate: number
  readonly channels: 1 | 2
  /** One of {@link MicrophonePort.sources}. */
  readonly source: string
}

export interface MicrophoneSink {
  /**
   * One array of samples in −1…1 for each channel asked for, of equal length; the receiver may keep them.
   * A microphone that can wait does so until the result is settled.
   */
  samples(channels: readonly Float32Array[]): Promise<void>
  /** The device is gone; nothing more comes. */
  lost(error: MicrophoneError): void
}

export interface MicrophoneHandle {
  /**
   * Gives what it has heard so far, then nothing until {@link resume}; what is said meanwhile is lost. Where that
   * comes from another thread, it resolves when all of it has been given.
   */
  pause(): void | Promise<void>
  resume(): void
  /** Lets the device go at once. Harmless twice. */
  close(): void
}

export type MicrophoneProblem =
  /** The machine does not allow it, whatever the user told the program. */
  | 'denied'
  /** There is none, or none of that kind. */
  | 'absent'
  /** Something else holds it. */
  | 'busy'
  /** A page without a secure context has none. */
  | 'insecure'
  /** A page may listen only once the user has touched it. */
  | 'untouched'
  /** It was there, and is gone. */
  | 'unplugged'
  | 'failed'

const problemTexts: Readonly<Record<MicrophoneProblem, string>> = {
  denied: 'the microphone was refused',
  absent: 'there is no such microphone',
  busy: 'the microphone is in use',
  insecure: 'a microphone needs a secure context (https, or localhost)',
  untouched: 'a page may record only after a tap',
  unplugged: 'the microphone is gone',
  failed: 'the microphone failed',
}

/** No sound, or no more of it. */
export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError'
  readonly problem: MicrophoneProblem

  constructor(problem: MicrophoneProblem, options?: ErrorOptions) {
    super(problemTexts[problem], options)
    this.problem = problem
  }
}
