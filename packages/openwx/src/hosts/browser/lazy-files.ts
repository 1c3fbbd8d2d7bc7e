import type { FilesPort } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
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
  return createLazyPort<FilesPort>(
    async () => (loaded = (await import('./on-demand.js')).createBrowserFiles(packageUrl, log)),
    {
      get tree() {
        return now().tree
      },
      createWriter: () => now().createWriter(),
      reserve: (...call) => now().reserve(...call),
    },
  )
}
