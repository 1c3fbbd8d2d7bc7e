import type { FilesPort } from '../../ports/files.js'

type BrowserFiles = FilesPort & { close(): void }

/** The host's files, whose code is loaded by the first call that needs it. */
export const createLazyFiles = (packageUrl: string | undefined): BrowserFiles => {
  let loading: Promise<BrowserFiles> | undefined
  let closed = false
  const load = () =>
    (loading ??= import('./on-demand.js').then(({ createBrowserFiles }) => {
      const files = createBrowserFiles(packageUrl)
      if (closed) files.close()
      return files
    }))

  return {
    createTemp: async (...call) => (await load()).createTemp(...call),
    write: async (...call) => (await load()).write(...call),
    open: async (...call) => (await load()).open(...call),
    stat: async (...call) => (await load()).stat(...call),
    remove: async (...call) => (await load()).remove(...call),
    url: async (...call) => (await load()).url(...call),
    // Whoever has a body of a file has loaded the files.
    discard: (blob) => void loading?.then((files) => files.discard(blob)),
    close: () => {
      closed = true
      void loading?.then((files) => files.close())
    },
  }
}
