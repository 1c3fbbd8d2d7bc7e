import { UserCancelled } from '../../ports/user.js'
import { asFile, createDownloads } from './downloads.js'

export interface PageAlbum {
  save(blob: Blob, name: string): Promise<void>
  close(): void
}

/**
 * A page reaches no album. On a telephone the sheet to share by offers to put a picture there; elsewhere, and where a
 * page may not open that sheet, the picture is downloaded.
 */
export const createPageAlbum = (): PageAlbum => {
  const downloads = createDownloads()
  return {
    save: async (blob, name) => {
      const file = asFile(blob, name)
      if (!(await share(file))) downloads.start(file)
    },
    close: downloads.close,
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
