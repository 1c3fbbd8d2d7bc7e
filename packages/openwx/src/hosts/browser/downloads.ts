import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'

/** Long enough for a browser that asks where to put a download. */
const DOWNLOAD_MS = 60_000

export interface Downloads {
  start(file: File): void
  /** Gives back what has been lent for the others. */
  close(): void
}

/** Files that the page gives to its user by the browser's own means. */
export const createDownloads = (): Downloads => {
  const lent = new Map<string, ReturnType<typeof setTimeout>>()

  const forget = (url: string) => {
    clearTimeout(lent.get(url))
    lent.delete(url)
    URL.revokeObjectURL(url)
  }
  return {
    start: (file) => {
      const url = URL.createObjectURL(file)
      lent.set(
        url,
        setTimeout(() => forget(url), DOWNLOAD_MS),
      )
      const link = document.createElement('a')
      link.href = url
      link.download = file.name
      document.body.append(link)
      link.click()
      link.remove()
    },
    close: () => {
      for (const url of lent.keys()) forget(url)
    },
  }
}

/** The bytes under a name, whose extension says what they are. */
export const asFile = (blob: Blob, name: string): File =>
  new File([blob], name, { type: typeOfExtension(extensionOf(name)) })
