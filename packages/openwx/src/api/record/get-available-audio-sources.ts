import type { CallOptions } from '../../call/call.js'
import { promiseApi } from '../../call/define.js'

export interface AudioSourcesResult {
  /** What `RecorderManager.start` takes as `audioSource` here; `auto` is always one. */
  audioSources: string[]
}

/** Tells which microphones there are. */
export const getAvailableAudioSources = promiseApi<
  CallOptions<AudioSourcesResult & { errMsg: string }>,
  AudioSourcesResult
>({
  name: 'getAvailableAudioSources',
  since: '2.1.0',
  create:
    ({ host }) =>
    async () => ({ audioSources: [...(await host.microphone.sources())] }),
})
