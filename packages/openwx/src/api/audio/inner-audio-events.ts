import type { ApiContext } from '../../call/context.js'
import type { Listeners } from '../../call/listeners.js'
import { createListeners } from '../../call/listeners.js'
import type { AudioErrorCode } from './failure.js'

export interface InnerAudioError {
  /** 10001 system, 10002 network, 10003 file, 10004 format, -1 anything else. */
  errCode: AudioErrorCode
  errMsg: string
}

const names = [
  'Canplay',
  'Play',
  'Pause',
  'Stop',
  'Ended',
  'TimeUpdate',
  'Error',
  'Waiting',
  'Seeking',
  'Seeked',
] as const

type EventName = (typeof names)[number]
/** Only errors say anything; the official declarations name a result that never came. */
type Listener<N extends EventName> = (event: N extends 'Error' ? InnerAudioError : never) => void

/** `onPlay(listener)`, `offPlay(listener)` and so on. */
export type InnerAudioListening = {
  [N in EventName as `on${N}`]: (listener: Listener<N>) => void
} & {
  /** Without an argument: all of them. */
  [N in EventName as `off${N}`]: (listener?: Listener<N>) => void
}

export interface InnerAudioEvents {
  /** The methods of the context. */
  readonly methods: InnerAudioListening
  emit(name: Exclude<EventName, 'Error'>): void
  /** Whether anybody has heard of it. */
  emitError(error: InnerAudioError): boolean
}

export const createInnerAudioEvents = (context: ApiContext): InnerAudioEvents => {
  const listeners = new Map<EventName, Listeners<unknown>>(
    names.map((name) => [name, createListeners(context, `InnerAudioContext.on${name}`)]),
  )
  const emit = (name: EventName, event?: InnerAudioError) => listeners.get(name)?.emit(event)
  return {
    methods: Object.fromEntries(
      [...listeners].flatMap(([name, { add, remove }]) => [
        [`on${name}`, add],
        [`off${name}`, remove],
      ]),
    ) as unknown as InnerAudioListening,
    emit,
    emitError: (error) => {
      const isHeard = (listeners.get('Error')?.size ?? 0) > 0
      emit('Error', error)
      return isHeard
    },
  }
}
