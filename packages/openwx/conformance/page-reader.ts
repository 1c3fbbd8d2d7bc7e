import { extensionOf } from '../src/codec/file-path.js'
import { extensionOfType } from '../src/codec/media-type.js'

/** Sees the documents that a page opens in tabs, which would be refused without a tap, and those that it downloads. */
export const watchDocuments = (): { reads(): Promise<readonly string[]>; leave(): void } => {
  const types: Promise<string>[] = []
  const open = window.open.bind(window)
  window.open = (url) => {
    types.push(fetch(url ?? '').then(async (reply) => extensionOfType((await reply.blob()).type)))
    return { closed: false, opener: window } as Window
  }
  const onClick = ({ target }: Event) => {
    if (target instanceof HTMLAnchorElement && target.download !== '') {
      types.push(Promise.resolve(extensionOf(target.download)))
    }
  }
  document.addEventListener('click', onClick, true)
  return {
    reads: () => Promise.all(types),
    leave: () => {
      window.open = open
      document.removeEventListener('click', onClick, true)
    },
  }
}
