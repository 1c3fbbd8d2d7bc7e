import type {
  MicrophoneHandle,
  MicrophonePort,
  MicrophoneProblem,
  MicrophoneRequest,
  MicrophoneSink,
} from '../../ports/microphone.js'
import { MicrophoneError } from '../../ports/microphone.js'
import { loadWorklet, WORKLET_NAME } from './microphone-worklet.js'

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

/** The browser's microphone, which resamples to any rate without aliases. */
export const pageMicrophone: MicrophonePort = {
  sources: () => Promise.resolve(sources),
  open: (request, sink) => open(request, sink),
}

const open = async (
  request: MicrophoneRequest,
  sink: MicrophoneSink,
): Promise<MicrophoneHandle> => {
  if (!sources.includes(request.source)) throw new MicrophoneError('absent')
  if (!isSecureContext) throw new MicrophoneError('insecure')
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraintsFor(request) })
    try {
      return await tap(stream, request, sink)
    } catch (error) {
      stopTracks(stream)
      throw error
    }
  } catch (cause) {
    throw asMicrophoneError(cause)
  }
}

/** The browser's sign that somebody listens goes with the tracks. */
const stopTracks = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) track.stop()
}

const tap = async (
  stream: MediaStream,
  { sampleRate, channels }: MicrophoneRequest,
  sink: MicrophoneSink,
): Promise<MicrophoneHandle> => {
  const audio = new AudioContext({ sampleRate, latencyHint: 'interactive' })
  let closed = false
  let paused = false
  const close = () => {
    if (closed) return
    closed = true
    stopTracks(stream)
    void audio.close()
  }
  const lose = (error: MicrophoneError) => {
    if (closed) return
    close()
    sink.lost(error)
  }

  try {
    await loadWorklet(audio)
    const node = new AudioWorkletNode(audio, WORKLET_NAME, {
      numberOfOutputs: 0,
      channelCount: channels,
      channelCountMode: 'explicit',
    })
    node.port.onmessage = ({ data }: MessageEvent<Float32Array[]>) => {
      if (!closed && !paused) void sink.samples(data)
    }
    node.onprocessorerror = () => lose(new MicrophoneError('failed'))
    for (const track of stream.getTracks()) {
      track.onended = () => lose(new MicrophoneError('unplugged'))
    }
    audio.createMediaStreamSource(stream).connect(node)
    // It may wait for a gesture, although the user has just let the page listen.
    await audio.resume()
  } catch (error) {
    close()
    throw error
  }
  return {
    pause: () => {
      paused = true
    },
    resume: () => {
      paused = false
    },
    close,
  }
}
