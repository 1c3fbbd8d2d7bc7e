import { extensionOf } from '../../codec/file-path.js'
import { typeOfExtension } from '../../codec/media-type.js'
import { UserCancelled } from '../../ports/user.js'

/** Long enough for a browser that asks where to put a download. */
const DOWNLOAD_MS = 60_000

export interface PageAlbum {
  save(blob: Blob, name: string): Promise<void>
  close(): void
}

/**
 * A page reaches no album. On a telephone the sheet to share by offers to put a picture there; elsewhere, and where a
 * page may not open that sheet, the picture is downloaded.
 */
export const createPageAlbum = (): PageAlbum => {
  const downloads = new Map<string, ReturnType<typeof setTimeout>>()

  const forget = (url: string) => {
    clearTimeout(downloads.get(url))
    downloads.delete(url)
    URL.revokeObjectURL(url)
  }
  const download = (file: File) => {
    const url = URL.createObjectURL(file)
    downloads.set(
      url,
      setTimeout(() => forget(url), DOWNLOAD_MS),
    )
    const link = document.createElement('a')
    link.href = url
    link.download = file.name
    document.body.append(link)
    link.click()
    link.remove()
  }

  return {
    save: async (blob, name) => {
      const file = new File([blob], name, { type: typeOfExtension(extensionOf(name)) })
      if (!(await share(file))) download(file)
    },
    close: () => {
      for (const url of downloads.keys()) forget(url)
    },
  }
}

/**
 * Whether the user has been shown the sheet, and chose something there.
 * @throws UserCancelled when he closed it
 */
const share = async (file: File): Promise<boolean> => {
  const content = { files: [file] }
  if (!matchMedia('(pointer: coarse)').matches) return false
  // Of those that know files; where there is no `share`, there is no `canShare` either.
  const canShare = (navigator as Partial<Navigator>).canShare?.bind(navigator)
  if (canShare?.(content) !== true) return false
  try {
    await navigator.share(content)
    return true
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw new UserCancelled()
    // Not from a tap, or not in this frame.
    return false
  }
}
