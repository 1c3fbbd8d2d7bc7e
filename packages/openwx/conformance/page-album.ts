import type { BenchAlbum, SavedFile } from './album.js'
import { byName } from './album.js'

const fetchLink = async ({ href, download }: HTMLAnchorElement): Promise<SavedFile> => ({
  name: download,
  bytes: new Uint8Array(await (await fetch(href)).arrayBuffer()),
})

/** What a page's user has downloaded: the links that were clicked, wherever the browser puts them. */
export const watchDownloads = (): BenchAlbum & { leave(): void } => {
  const files: Promise<SavedFile>[] = []
  const onClick = ({ target }: Event) => {
    if (target instanceof HTMLAnchorElement && target.download !== '') files.push(fetchLink(target))
  }
  document.addEventListener('click', onClick, true)
  return {
    saved: async () => byName(await Promise.all(files)),
    leave: () => document.removeEventListener('click', onClick, true),
  }
}
