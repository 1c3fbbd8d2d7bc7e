import type { DocumentsPort } from '../../ports/documents.js'
import type { FilesPort } from '../../ports/files.js'
import { FileError } from '../../ports/port-error.js'
import { asFile, createDownloads } from './downloads.js'

/**
 * A page shows what its browser can show, in a tab of its own; everything else is downloaded, for the user to open.
 * So is what a browser does not let the page show, because no tap led to it.
 */
export const createPageDocuments = (files: FilesPort): DocumentsPort & { close(): void } => {
  const downloads = createDownloads()
  const tabs = new Map<string, Window>()

  const forgetTabs = (which: (tab: Window) => boolean) => {
    for (const [url, tab] of tabs) {
      if (!which(tab)) continue
      tabs.delete(url)
      URL.revokeObjectURL(url)
    }
  }
  /** Whether the user sees it. */
  const show = (file: File): boolean => {
    const url = URL.createObjectURL(file)
    // With `noopener`, nobody would learn whether there is a tab.
    const tab = window.open(url, '_blank')
    if (tab === null) {
      URL.revokeObjectURL(url)
      return false
    }
    tab.opener = null
    tabs.set(url, tab)
    return true
  }

  return {
    open: async ({ place, type, name }) => {
      const blob = await files.open(place)
      if (blob === undefined) throw new FileError('not-found')
      const file = asFile(blob as Blob, name)
      forgetTabs((tab) => tab.closed)
      const isShown = type === 'pdf' && navigator.pdfViewerEnabled && show(file)
      if (!isShown) downloads.start(file)
    },
    close: () => {
      forgetTabs(() => true)
      downloads.close()
    },
  }
}
