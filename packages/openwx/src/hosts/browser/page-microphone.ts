import type {
  MicrophoneHandle,
  MicrophonePort,
  MicrophoneProblem,
  MicrophoneRequest,
  MicrophoneSink,
} from '../../ports/microphone.js'
import { MicrophoneError } from '../../ports/microphone.js'
import { withinTime } from '../shared/within-time.js'
import type { WorkletReply, WorkletRequest } from './microphone-worklet.js'
import { loadWorklet, WORKLET_NAME } from './microphone-worklet.js'
import { startSound } from './start-sound.js'

/** What the audio thread answers at once, unless it has gone. */
const ANSWER_MS = 500

/** What the browser rejects with, by name. */
const problems: Readonly<Record<string, MicrophoneProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

const asMicrophoneError = (cause: unknown): MicrophoneError =>
  cause instanceof MicrophoneError
    ? cause
    : new MicrophoneError(
        (cause instanceof DOMException ? problems[cause.name] : undefined) ?? 'failed',
        { cause },
      )

/** Talk wants its echo taken away; whatever else is recorded wants to be left as it is. */
const constraintsFor = ({ channels, source }: MicrophoneRequest): MediaTrackConstraints => {
  const isTalk = source === 'voice_communication'
  return {
    channelCount: channels,
    echoCancellation: isTalk,
    noiseSuppression: isTalk,
    autoGainControl: isTalk,
  }
}

const sources: readonly string[] = ['auto', 'voice_communication', 'voice_recognition']

/** Begins an interruption of the program; the result ends it. */
type Interrupt = () => () => void

/**
 * The browser's microphone, which resamples to any rate without aliases.
 * @param interrupt Called when the machine takes the microphone for a while, as for a phone call.
 */
export const createPageMicrophone = (interrupt: Interrupt): MicrophonePort => ({
  sources: () => Promise.resolve(sources),
  open: async (request, sink) => {
    if (!sources.includes(request.source)) throw new MicrophoneError('absent')
    if (!isSecureContext) throw new MicrophoneError('insecure')
    // Some apps' web views have none, whatever the types say.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (devices === undefined) throw new MicrophoneError('absent')
    try {
      const stream = await devices.getUserMedia({ audio: constraintsFor(request) })
      return await tap(stream, request, sink, interrupt)
    } catch (cause) {
      throw asMicrophoneError(cause)
    }
  },
})

/** Why a track has ended that nobody stopped. */
const reasonOfEnd = async (): Promise<MicrophoneProblem> => {
  try {
    const { state } = await navigator.permissions.query({ name: 'microphone' })
    return state === 'denied' ? 'denied' : 'unplugged'
  } catch {
    // A browser that does not tell.
    return 'unplugged'
  }
}

/** Listens to a stream that belongs to it from now on. */
const tap = async (
  stream: MediaStream,
  { sampleRate, channels }: MicrophoneRequest,
  sink: MicrophoneSink,
  interrupt: Interrupt,
): Promise<MicrophoneHandle> => {
  const tracks = stream.getAudioTracks()
  let audio: AudioContext | undefined
  let node: AudioWorkletNode | undefined
  let endInterruption: (() => void) | undefined
  /** Pauses that the audio thread has not answered yet, in order. */
  const pauses: (() => void)[] = []
  let isOpen = false
  let closed = false

  const close = () => {
    if (closed) return
    closed = true
    // The browser's sign that somebody listens goes with the tracks.
    for (const track of tracks) track.stop()
    node?.port.close()
    node?.disconnect()
    // It closes by itself with its page.
    void audio?.close().catch(() => undefined)
    endInterruption?.()
    for (const settle of pauses.splice(0)) settle()
  }
  const lose = (problem: MicrophoneProblem) => {
    if (closed) return
    close()
    if (isOpen) sink.lost(new MicrophoneError(problem))
  }
  const followInterruption = () => {
    const away = tracks.some(({ muted }) => muted) || (audio?.state as string) === 'interrupted'
    if (away && !closed) endInterruption ??= interrupt()
    else {
      endInterruption?.()
      endInterruption = undefined
    }
  }
  const say = (request: WorkletRequest) => node?.port.postMessage(request)

  try {
    audio = new AudioContext({ sampleRate, latencyHint: 'interactive' })
    await loadWorklet(audio)
    node = new AudioWorkletNode(audio, WORKLET_NAME, {
      numberOfOutputs: 0,
      channelCount: channels,
      channelCountMode: 'explicit',
    })
    node.port.onmessage = ({ data }: MessageEvent<WorkletReply>) => {
      if (closed) return
      if (data === 'paused') pauses.shift()?.()
      // Whoever takes the samples says himself what becomes of them; this microphone cannot wait.
      else sink.samples(data).catch(() => undefined)
    }
    node.onprocessorerror = () => lose('failed')
    audio.onstatechange = () => followInterruption()
    for (const track of tracks) {
      track.onended = () => void reasonOfEnd().then(lose)
      track.onmute = followInterruption
      track.onunmute = followInterruption
    }
    audio.createMediaStreamSource(stream).connect(node)
    await startSound(audio)
    if (tracks.some(({ readyState }) => readyState === 'ended')) {
      throw new MicrophoneError(await reasonOfEnd())
    }
    isOpen = true
  } catch (error) {
    close()
    throw error
  }
  followInterruption()
  return {
    pause: async () => {
      if (closed) return
      const answer = new Promise<void>((resolve) => pauses.push(resolve))
      say('pause')
      await withinTime(answer, ANSWER_MS, 'the audio thread is gone').catch(() => undefined)
    },
    resume: () => say('resume'),
    close,
  }
}
