import { baseName, isNetworkAddress } from '../../codec/file-path.js'
import type { ApiContext } from '../../call/context.js'
import type { PreviewItem, PreviewRequest } from '../../ports/pictures.js'
import { attended } from './attended.js'
import { picturePlace } from './picture-place.js'

/** Schemes besides those of files and of the network that an element shows. */
const SHOWN_SCHEME = /^(?:data|blob):/i

const urlOf = async (context: ApiContext, source: unknown): Promise<string | undefined> => {
  if (typeof source !== 'string' || source === '') return undefined
  const place = picturePlace(context, source)
  // One file that cannot be read is no reason to show none.
  if (place !== undefined) return context.host.files.url(place).catch(() => undefined)
  return isNetworkAddress(source) || SHOWN_SCHEME.test(source) ? source : undefined
}

/** What a preview shows for one source, which may be anything: what cannot be shown is shown as broken. */
const itemOf = async (
  context: ApiContext,
  { source, kind, poster }: PreviewSource,
): Promise<PreviewItem> => {
  const { files } = context.host
  const place = typeof source === 'string' ? picturePlace(context, source) : undefined
  return {
    kind,
    url: await urlOf(context, source),
    name: nameOf(source),
    ...(poster !== undefined && { poster: await urlOf(context, poster) }),
    ...(place && { open: () => files.open(place) }),
  }
}

/** The last part of a path or an address, without what is asked for behind it. */
const nameOf = (source: unknown): string =>
  typeof source === 'string' && !/^(?:data|blob):/i.test(source)
    ? baseName(source.replace(/[?#].*$/s, ''))
    : ''

export interface PreviewSource {
  readonly source: unknown
  readonly kind: PreviewItem['kind']
  readonly poster?: unknown
}

/** What a program can ask for beside the sources. Since 2.13.0. */
interface PreviewOptions {
  readonly showmenu?: unknown
  readonly referrerPolicy?: unknown
}

const noOptions: PreviewOptions = {}

/** Opens the preview of some sources. @throws WxError `unsupported`, `interrupted`, `failed` */
export const openPreview = (
  context: ApiContext,
  sources: readonly PreviewSource[],
  request: Pick<PreviewRequest, 'asker' | 'current'> & {
    /** What the program asked for. */
    readonly options: PreviewOptions
  },
): Promise<void> =>
  attended(context, async () => {
    const { showmenu, referrerPolicy } = context.since('2.13.0') ? request.options : noOptions
    await context.host.pictures.preview({
      ...request,
      items: await Promise.all(sources.map((source) => itemOf(context, source))),
      showMenu: showmenu !== false,
      referrerPolicy: referrerPolicy === 'origin' ? 'origin' : 'no-referrer',
    })
  })
