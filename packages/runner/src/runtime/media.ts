import { composeWx } from 'openwx/browser'
import { createAudioElement, createMediaElements } from 'openwx/elements'
import type { MediaServices } from '../components/index.js'
import type { Program } from '../program.js'
import { resolvePath } from './url.js'

type Host = Parameters<typeof composeWx>[0]

/** What `<audio>` and `<video>` need of the program that they are in. */
export const createMedia = (
  host: Host,
  { appId }: Program,
  currentOwner: () => object | undefined,
): MediaServices => {
  // Tags are there in every base library, so this does not depend on the program's.
  const sounds = composeWx(host, { appId }, { createAudioElement })
  return {
    elements: createMediaElements({ currentOwner }),
    createAudio: sounds.createAudioElement,
    absolutePath: resolvePath,
    mayPlay: () => host.lifeCycle.state === 'foreground',
    onBackground: (listener) =>
      host.lifeCycle.onChange((state) => {
        if (state !== 'foreground') listener()
      }),
  }
}
