import { extensionOf } from '../src/codec/file-path.js'
import { typeOfExtension } from '../src/codec/media-type.js'
import type { Answers } from '../src/hosts/shared/answers.js'
import type { BenchAlbum, SavedFile } from './album.js'
import { byName } from './album.js'
import { watchDevices } from './page-devices.js'
import { answerFileDialogs } from './page-file-dialog.js'

const fetchLink = async ({ href, download }: HTMLAnchorElement): Promise<SavedFile> => ({
  name: download,
  bytes: new Uint8Array(await (await fetch(href)).arrayBuffer()),
})

/**
 * What a page's user has downloaded: the links that were clicked, wherever the browser puts them. What he chooses from
 * is given to the browser's dialogs.
 */
export const createPageAlbum = (answers: Answers): BenchAlbum & { leave(): void } => {
  const files: Promise<SavedFile>[] = []
  const onClick = ({ target }: Event) => {
    if (target instanceof HTMLAnchorElement && target.download !== '') files.push(fetchLink(target))
  }
  document.addEventListener('click', onClick, true)
  const choosable: File[] = []
  const stopAnswering = answerFileDialogs(answers, choosable)
  const ignoreDevices = watchDevices()
  return {
    put: (name, bytes) => {
      choosable.push(new File([bytes], name, { type: typeOfExtension(extensionOf(name)) }))
    },
    saved: async () => byName(await Promise.all(files)),
    leave: () => {
      document.removeEventListener('click', onClick, true)
      stopAnswering()
      ignoreDevices()
    },
  }
}
