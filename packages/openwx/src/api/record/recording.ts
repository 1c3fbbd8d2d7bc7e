import type { ApiContext } from '../../call/context.js'
import type { WxError } from '../../call/error.js'
import { formatFilePath } from '../../codec/file-path.js'
import type { Encoder } from '../../ports/encoder.js'
import type { FileWriter } from '../../ports/files.js'
import type { MicrophoneHandle } from '../../ports/microphone.js'
import { MicrophoneError } from '../../ports/microphone.js'
import { createScopes } from '../setting/scopes.js'
import { createFrames } from './frames.js'
import { failureOf, microphoneFailure } from './failure.js'
import type { RecordingPlan } from './recorder-options.js'

const SCOPE = 'scope.record'

export type RecordingState = 'starting' | 'recording' | 'paused' | 'stopping' | 'over'

/** What whoever records hears, each in a later job than the call that caused it. */
export interface RecordingEvents {
  started(): void
  paused(): void
  resumed(): void
  frame(bytes: ArrayBuffer, isLast: boolean): void
  /** The device is gone in the middle; what it gave is being saved. */
  lost(error: WxError): void
  /** Last of all, if there is a file. */
  ended(file: RecordedFile): void
  /** Last of all, if there is none. */
  failed(error: WxError): void
}

export interface RecordedFile {
  readonly tempFilePath: string
  /** Milliseconds of sound, without pauses. */
  readonly duration: number
  /** Bytes. */
  readonly fileSize: number
}

export interface Recording {
  readonly state: RecordingState
  pause(): void
  resume(): void
  /** Ends it as if its time were over; one that is starting has its beginning first. */
  stop(): void
  fail(error: WxError): void
}

/**
 * Records from the host's microphone to a temp file, which grows as the sound comes.
 * @param asker The function that the user is asked for.
 */
export const createRecording = (
  context: ApiContext,
  asker: string,
  plan: RecordingPlan,
  events: RecordingEvents,
): Recording => {
  const { host } = context
  const { sampleRate } = plan.format
  const limit = Math.round((plan.limitMs * sampleRate) / 1000)
  let state: RecordingState = 'starting'
  let stopWanted = false
  let recorded = 0
  /** Settles when all has come that was heard before the last pause, or the end. */
  let onItsWay: Promise<void> | undefined
  let microphone: MicrophoneHandle | undefined
  let encoder: Encoder | undefined
  let writer: FileWriter | undefined
  let isAllowed = true
  let unwatch: (() => void) | undefined
  const frames =
    plan.frameBytes === undefined ? undefined : createFrames(plan.frameBytes, events.frame)

  /** Nothing that a listener throws or does may come between two steps here. */
  const later = (event: () => void) => void Promise.resolve().then(event)

  const letGo = () => {
    microphone?.close()
    unwatch?.()
  }
  const fail = (error: WxError) => {
    if (state === 'over') return
    state = 'over'
    letGo()
    encoder?.close()
    writer?.discard()
    later(() => events.failed(error))
  }
  const attempt = (work: Promise<void>) =>
    void work.catch((cause: unknown) => fail(failureOf(cause)))

  const isOver = () => state === 'over'

  const save = async (isWhole: boolean) => {
    if (isOver()) return
    const { head } = (await encoder?.finish()) ?? {}
    const blob = await writer?.end(head)
    if (blob === undefined) return
    writer = undefined
    if (isOver()) {
      host.files.discard(blob)
      return
    }
    const place = await host.files.createTemp(blob, plan.format.name)
    if (isOver()) return
    state = 'over'
    if (isWhole) frames?.end()
    events.ended({
      tempFilePath: formatFilePath(place, context.app.profile),
      duration: Math.round((recorded * 1000) / sampleRate),
      fileSize: blob.size,
    })
  }
  /** What was heard before this moment belongs to the recording; it may also be what ends it. */
  const silence = () => {
    const rest = microphone?.pause()
    if (rest === undefined) return
    // What an earlier pause still waits for comes first.
    const ending = Promise.all([onItsWay, rest]).then(() => {
      if (onItsWay === ending) onItsWay = undefined
    })
    onItsWay = ending
  }

  /** The last samples before a pause come before it is told. */
  const afterRest = (event: () => void) =>
    void (onItsWay ?? Promise.resolve()).then(() => {
      if (!isOver()) event()
    })

  const end = (isWhole: boolean) => {
    if (state === 'recording') silence()
    if (state !== 'recording' && state !== 'paused') return
    state = 'stopping'
    const finish = async () => {
      if (onItsWay !== undefined) await onItsWay
      letGo()
      await save(isWhole)
    }
    attempt(finish())
  }
  const stop = () => {
    if (state === 'starting') stopWanted = true
    else end(true)
  }

  const samples = (channels: readonly Float32Array[]): Promise<void> => {
    const length = Math.min(channels[0]?.length ?? 0, limit - recorded)
    const isMeant = state === 'recording' || onItsWay !== undefined
    if (!isMeant || isOver() || encoder === undefined || length === 0) return Promise.resolve()
    recorded += length
    const isLast = recorded === limit
    const through = encoder.encode(
      isLast ? channels.map((plane) => plane.slice(0, length)) : channels,
    )
    attempt(through)
    if (isLast) end(true)
    return through
  }
  const lost = (cause: MicrophoneError) => {
    if (isOver() || state === 'stopping') return
    const error = microphoneFailure(cause)
    if (recorded === 0) {
      fail(error)
      return
    }
    later(() => events.lost(error))
    end(false)
  }

  /** Its owner may take the microphone away in the machine's settings, while somebody speaks. */
  const watchPermission = async () => {
    unwatch = await host.permissions.watch('microphone', (permission) => {
      isAllowed = permission !== 'denied'
      if (!isAllowed && state !== 'starting') lost(new MicrophoneError('denied'))
    })
    if (isOver()) unwatch()
  }

  const begin = async () => {
    await context.shared(createScopes).require(SCOPE, asker)
    await host.files.ready()
    if (isOver()) return
    const file = host.files.createWriter()
    writer = file
    const { format, source } = plan
    // What is said before both are there is not recorded.
    await Promise.all([
      host.encoders
        .open(format, (bytes) => {
          frames?.add(bytes)
          attempt(file.write(bytes))
        })
        .then((opened) => {
          encoder = opened
          if (isOver()) opened.close()
        }),
      host.microphone
        .open({ sampleRate, channels: format.channels, source }, { samples, lost })
        .then((opened) => {
          microphone = opened
          if (isOver()) opened.close()
        }),
      watchPermission(),
    ])
    if (isOver()) return
    if (!isAllowed) throw new MicrophoneError('denied')
    state = 'recording'
    later(events.started)
    if (stopWanted) stop()
  }
  attempt(begin())

  return {
    get state() {
      // One that is to stop as soon as it has begun is not stopped twice.
      return state === 'starting' && stopWanted ? 'stopping' : state
    },
    pause: () => {
      if (state !== 'recording') return
      silence()
      // Its time may just have come to its end.
      if (isOver() || (state as RecordingState) === 'stopping') return
      state = 'paused'
      afterRest(events.paused)
    },
    resume: () => {
      if (state !== 'paused') return
      state = 'recording'
      microphone?.resume()
      afterRest(events.resumed)
    },
    stop,
    fail,
  }
}
