import type { ApiContext } from '../../call/context.js'
import { eventApi, syncApi } from '../../call/define.js'
import { createListeners } from '../../call/listeners.js'

/** Who hears that the machine took the loudspeaker, and gave it back. Use through `context.shared`. */
const createInterruptions = (context: ApiContext) => {
  const begin = createListeners<undefined>(context, 'onAudioInterruptionBegin')
  const end = createListeners<undefined>(context, 'onAudioInterruptionEnd')
  context.host.lifeCycle.onInterruption((active) => (active ? begin : end).emit(undefined))
  return { begin, end }
}

/** Nothing is told but that it happened. */
type Listening = (listener?: (event: never) => void) => void

/** `wx.onAudioInterruptionBegin`: a call, an alarm. Every sound of the program pauses, until the end of it none can play. */
export const onAudioInterruptionBegin = eventApi<never>({
  name: 'onAudioInterruptionBegin',
  since: '2.6.2',
  create: (context) => context.shared(createInterruptions).begin.add,
})

/** `wx.onAudioInterruptionEnd`: sounds can play again; none does so by itself. */
export const onAudioInterruptionEnd = eventApi<never>({
  name: 'onAudioInterruptionEnd',
  since: '2.6.2',
  create: (context) => context.shared(createInterruptions).end.add,
})

/** Without an argument: all listeners. */
export const offAudioInterruptionBegin = syncApi<Listening>({
  name: 'offAudioInterruptionBegin',
  since: '2.6.2',
  create: (context) => context.shared(createInterruptions).begin.remove,
})

/** Without an argument: all listeners. */
export const offAudioInterruptionEnd = syncApi<Listening>({
  name: 'offAudioInterruptionEnd',
  since: '2.6.2',
  create: (context) => context.shared(createInterruptions).end.remove,
})
