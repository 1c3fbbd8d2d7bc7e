import type { HostBlob } from './files.js'

/** What the library may ask of a host about pictures and videos: the user's album, his camera and his screen. */
export interface PicturesPort {
  /**
   * Lets the user choose files, or take one. Asks him for the source where there are several, and in a
   * language of his, so that this is the host's business and not the caller's. One pick at a time; the caller
   * sees to that.
   * @throws UserCancelled when he leaves without a choice, however he does it
   * @throws UnsupportedError where nothing can be chosen
   * @throws SystemDenied when the machine refuses its camera
   */
  pick(request: PickRequest): Promise<Picked>
  /**
   * Shows pictures and videos, and resolves when they are shown. One that cannot be loaded is shown as
   * broken.
   */
  preview(request: PreviewRequest): Promise<void>
  /**
   * The picture in another size or quality, upright (what EXIF says of its orientation is applied, and lost).
   * @throws UnsupportedError where the host cannot read that format, or write that type
   * @throws PictureError for what is no picture, broken, or too large
   * @throws FileError
   */
  encode(blob: HostBlob, request: EncodeRequest): Promise<HostBlob>
  /**
   * Puts a copy where the user keeps his pictures.
   * @param name With an extension.
   * @throws UserCancelled when the user decides against it
   */
  saveToAlbum(blob: HostBlob, name: string): Promise<void>
  /**
   * What a video says of itself; undefined where the host cannot read it. The thumbnail is the caller's, to
   * keep or to discard.
   */
  readVideo(blob: HostBlob): Promise<VideoFacts | undefined>
}

export type PickSource = 'album' | 'camera' | 'files'
export type FileKind = 'image' | 'video' | 'file'

export interface PickRequest {
  /** The function that asks, as `chooseImage`: names the answer of a host without a user. */
  readonly asker: string
  /** What the program asked for, for such an answer. */
  readonly options: object
  /** Not empty. `files` is every place of the machine, and never beside another. */
  readonly sources: readonly PickSource[]
  /** What may be chosen; not empty. */
  readonly kinds: readonly FileKind[]
  /** Without a dot, in lower case; empty for any. */
  readonly extensions: readonly string[]
  /** At most so many files, 1 or more; what goes beyond is dropped. */
  readonly count: number
  /** Whether the user may choose between original and compressed. */
  readonly offersOriginal: boolean
  readonly camera: 'back' | 'front'
  /** The longest video that the camera takes. */
  readonly maxDurationMs: number
}

export interface Picked {
  /** In the order of choice; one or more. The blobs are the caller's, to keep or to discard. */
  readonly files: readonly PickedFile[]
  /** Whether the user wants them as they are; false where he was not asked. */
  readonly original: boolean
}

export interface PickedFile {
  readonly blob: HostBlob
  /** As the user knows it, with its extension if it has one. */
  readonly name: string
  /** Media type, or `''` where nobody knows. */
  readonly type: string
  readonly kind: FileKind
  /** When it was last changed, in milliseconds since 1970; absent where nobody knows. */
  readonly modifiedMs?: number
}

export interface PreviewRequest {
  /** `previewImage` or `previewMedia`. */
  readonly asker: string
  /** What the program asked for, for a host without a screen. */
  readonly options: object
  /** Not empty. */
  readonly items: readonly PreviewItem[]
  /** Index of the item to begin with. */
  readonly current: number
  /** Whether a long press offers to save. */
  readonly showMenu: boolean
  readonly referrerPolicy: 'no-referrer' | 'origin'
}

export interface PreviewItem {
  readonly kind: 'image' | 'video'
  /** What an element can load; undefined for a file that is not there. */
  readonly url: string | undefined
  /** Name to save it by, with its extension if it has one. */
  readonly name: string
  /** URL of a picture to show before a video plays. */
  readonly poster?: string | undefined
  /** The bytes of a local file, to save a copy; absent for an address in the network. */
  open?(): Promise<HostBlob | undefined>
}

export interface EncodeRequest {
  /** `image/jpeg`, `image/png` or `image/webp`. */
  readonly type: string
  /** 0 to 100; lower is smaller. Without effect on PNG. */
  readonly quality: number
  /** Pixels of the upright picture; where only one of them is given, the other follows. @default as it is */
  readonly width?: number
  readonly height?: number
  /** Pixels that the shorter side is reduced to where it has more; instead of the other two. */
  readonly maxShortSide?: number
}

export interface VideoFacts {
  readonly durationMs: number
  /** Pixels as shown. */
  readonly width: number
  readonly height: number
  /** A JPEG of an early frame; absent where none could be drawn. */
  readonly thumbnail?: HostBlob
}

/** The machine's owner, or its policy, keeps a device from everybody. */
export class SystemDenied extends Error {
  override readonly name = 'SystemDenied'
}

export type PictureProblem =
  /** No picture, or one that breaks off. */
  | 'unreadable'
  /** More pixels than the host can hold. */
  | 'too-large'

/** A picture that cannot be worked on. */
export class PictureError extends Error {
  override readonly name = 'PictureError'
  readonly problem: PictureProblem

  constructor(problem: PictureProblem, options: ErrorOptions & { text?: string } = {}) {
    super(options.text ?? 'no picture, or a broken one', options)
    this.problem = problem
  }
}
