import type { FileTree } from '../../ports/files.js'
import { FileError } from '../../ports/files.js'
import type { LogPort } from '../../ports/host.js'
import type { MapFiles } from '../shared/map-files.js'
import { createLazyPort } from './lazy-port.js'

/** The host's files, whose code is loaded by the first call that needs it and can wait. */
export const createLazyFiles = (packageUrl: string | undefined, log: LogPort): MapFiles => {
  let loaded: MapFiles | undefined
  const now = (): MapFiles => {
    if (loaded === undefined) throw new FileError('not-ready')
    return loaded
  }
  const later = createLazyPort(
    async () => (loaded = (await import('./on-demand.js')).createBrowserFiles(packageUrl, log)),
    'ready',
    'flush',
    'createTemp',
    'createBlob',
    'read',
    'digest',
    'write',
    'copy',
    'append',
    'open',
    'stat',
    'remove',
    'url',
    'discard',
  )
  return {
    ...later,
    get tree(): FileTree {
      return now().tree
    },
    createWriter: () => now().createWriter(),
    reserve: (...call) => now().reserve(...call),
  }
}
