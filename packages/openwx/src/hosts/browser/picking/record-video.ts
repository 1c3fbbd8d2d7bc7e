import { stopStream } from './camera.js'

const TICK_MS = 200
/** In order of preference; what every player knows first. */
const TYPES = [
  ['video/mp4;codecs=avc1.42E01E,mp4a.40.2', 'mp4'],
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
] as const

export interface VideoRecording {
  /** Undefined when it was discarded, or the camera gave nothing. */
  readonly file: Promise<File | undefined>
  stop(): void
  /** Ends it for nothing. */
  discard(): void
}

/** Whole seconds as `0:07`. */
const clockText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/**
 * Records what a camera sees, with sound where the user gives the page his microphone.
 * @param tell Hears how long it has been.
 */
export const recordVideo = (
  camera: MediaStream,
  maxDurationMs: number,
  tell: (clock: string) => void,
): VideoRecording => {
  let recorder: MediaRecorder | undefined
  let over = false
  const stop = () => {
    over = true
    if (recorder?.state === 'recording') recorder.stop()
  }

  const run = async (): Promise<File | undefined> => {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => undefined)
    try {
      if (over) return undefined
      const tracks = [...camera.getVideoTracks(), ...(sound?.getAudioTracks() ?? [])]
      const [type, extension] =
        TYPES.find(([name]) => MediaRecorder.isTypeSupported(name)) ?? TYPES[2]
      recorder = new MediaRecorder(new MediaStream(tracks), { mimeType: type })
      const chunks = await recorded(recorder, maxDurationMs, tell)
      const [plainType = type] = type.split(';')
      return discarded || chunks.length === 0
        ? undefined
        : new File(chunks, `video-${Date.now()}.${extension}`, { type: plainType })
    } finally {
      stopStream(sound)
    }
  }
  let discarded = false
  return {
    file: run(),
    stop,
    discard: () => {
      discarded = true
      stop()
    },
  }
}

/** Everything until somebody stops the recorder, the camera ends, or the time is over. */
const recorded = (
  recorder: MediaRecorder,
  maxDurationMs: number,
  tell: (clock: string) => void,
): Promise<Blob[]> =>
  new Promise((resolve) => {
    const chunks: Blob[] = []
    const began = performance.now()
    const tick = () => {
      const ms = performance.now() - began
      tell(clockText(ms))
      if (ms >= maxDurationMs && recorder.state === 'recording') recorder.stop()
    }
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size > 0) chunks.push(data)
    })
    recorder.addEventListener('stop', () => {
      clearInterval(timer)
      resolve(chunks)
    })
    recorder.start()
    const timer = setInterval(tick, TICK_MS)
    tick()
  })
