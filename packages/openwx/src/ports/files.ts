/**
 * What the library may ask of a host to keep files.
 *
 * A file's bytes travel as {@link HostBlob}s between the ports of one host (a download ends in one, an
 * upload reads one), so that a file never passes through the memory of the API layer.
 */
export interface FilesPort {
  /** Names and folders: what {@link FilesPort.ready} makes available at once. */
  readonly tree: FileTree
  /** Resolves when {@link FilesPort.tree} can be used. */
  ready(): Promise<void>
  /**
   * Resolves when every change made so far will be there after a restart.
   * @throws FileError `full`, `io`
   */
  flush(): Promise<void>
  /**
   * Gives the body that an exchange kept a temp file of a new, unguessable name, readable until the host
   * is disposed of. Takes the blob over, whatever the outcome.
   * @param extension Without a dot.
   * @throws FileError `full`, `io`
   */
  createTemp(blob: HostBlob, extension: string): Promise<FilePlace>
  /**
   * Keeps bytes as a blob that nobody else knows of.
   * @throws FileError `full`, `io`
   */
  createBlob(bytes: Uint8Array<ArrayBuffer>): Promise<HostBlob>
  /** Begins a blob that grows, as a recording does. */
  createWriter(): FileWriter
  /**
   * Bytes of a blob, up to its end.
   * @param start @default 0
   * @param length @default all that follow
   * @throws FileError `not-found`, `changed`, `permission`, `io`
   */
  read(blob: HostBlob, start?: number, length?: number): Promise<Uint8Array<ArrayBuffer>>
  /** Of a blob's bytes, in lower-case hex. The same errors. */
  digest(blob: HostBlob, algorithm: DigestAlgorithm): Promise<string>
  /**
   * Puts the body that an exchange kept at a place in the user's space, over what is there; its folder
   * must exist. Either all of it is there afterwards, or what was there before. Takes the blob over,
   * whatever the outcome.
   * @throws FileError `not-found` without that folder, `permission` for any other space or a folder in
   * the way, `full`, `io`
   */
  write(place: FilePlace, blob: HostBlob): Promise<void>
  /**
   * Puts a copy of any file at a place in the user's space; see {@link FilesPort.write}.
   * @throws FileError `not-found` also without such a file
   */
  copy(from: FilePlace, to: FilePlace): Promise<void>
  /**
   * Adds to the end of a file in the user's space.
   * @throws FileError `not-found`, `is-folder`, `permission`, `full`, `io`
   */
  append(place: FilePlace, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /** The bytes of a file as they are now; undefined where no file is. */
  open(place: FilePlace): Promise<HostBlob | undefined>
  stat(place: FilePlace): Promise<FileStat | undefined>
  /** Removes a temp, saved or user file; whether there was one. */
  remove(place: FilePlace): Promise<boolean>
  /**
   * A URL that shows the file, good while the file is there and the host lives; undefined where none is. A
   * page does not look whether a file of the package is there.
   */
  url(place: FilePlace): Promise<string | undefined>
  /** Frees the body that an exchange kept, when nobody wants it. */
  discard(blob: HostBlob): void
  /**
   * Sets room aside for what a program is about to keep, so that calls at the same time cannot pass its
   * limit together. The result gives back what was set aside, once what came of it counts by itself.
   * @param growthBytes How much more the program will hold; what makes nothing grow always succeeds.
   * @param limitBytes For its saved and user files together.
   * @throws FileError `full`
   */
  reserve(owner: string, growthBytes: number, limitBytes: number): () => void
}

/**
 * The part of a host's files that needs no waiting: every change is in force when the function returns.
 * Saved and user files only change here; a file is never half of something.
 * @throws FileError `not-ready` from each, before {@link FilesPort.ready} has resolved.
 */
export interface FileTree {
  stat(place: FilePlace): FileStat | undefined
  /**
   * What a folder of the user's space, or the saved space, holds, in the order of names; saved files are
   * named in the order in which they came.
   * @throws FileError `not-found`, `not-folder`
   */
  list(folder: FilePlace): readonly FileEntry[]
  /**
   * @param recursive Makes missing parents too; a folder that is there is no error then.
   * @throws FileError `exists`, `not-found` without a parent, `permission`
   */
  makeFolder(place: FilePlace, recursive: boolean): void
  /** @throws FileError `not-found`, `not-folder`, `not-empty` unless recursive, `permission` */
  removeFolder(place: FilePlace, recursive: boolean): void
  /** @throws FileError `not-found`, `is-folder`, `permission` */
  remove(place: FilePlace): void
  /**
   * Moves a temp, saved or user file, or a folder of the user's, to a place in the user's space, over a
   * file that is there.
   * @throws FileError `not-found`, `permission`
   */
  rename(from: FilePlace, to: FilePlace): void
  /** Moves a temp file to where saved files are, under a new name. @throws FileError `not-found` */
  save(temp: FilePlace, owner: string): FilePlace
  /** See {@link FilesPort.read}; `is-folder` too. */
  read(place: FilePlace, start?: number, length?: number): Uint8Array<ArrayBuffer>
  /** See {@link FilesPort.write}. */
  write(place: FilePlace, bytes: Uint8Array<ArrayBuffer>): void
  /** See {@link FilesPort.append}. */
  append(place: FilePlace, bytes: Uint8Array<ArrayBuffer>): void
  /** See {@link FilesPort.copy}. */
  copy(from: FilePlace, to: FilePlace): void
  /** Cuts a file of the user's off, or fills it up with zeros. The errors of {@link FilesPort.append}. */
  truncate(place: FilePlace, lengthBytes: number): void
}

/** A blob that grows. */
export interface FileWriter {
  /** Waiting for it keeps memory flat. @throws FileError `full`, `io` */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  /**
   * Resolves with all of it.
   * @param head Takes the place of as many bytes of the first write, for what is known only now.
   * @throws FileError `full`, `io`
   */
  end(head?: Uint8Array<ArrayBuffer>): Promise<HostBlob>
  /** Frees it. Harmless at any time. */
  discard(): void
}

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256'

/**
 * Bytes that a host keeps, outside of memory where it can: a `Blob` in a page, a scratch file in Node.
 * Only the host that made it can read it.
 */
export interface HostBlob {
  readonly size: number
}

/**
 * `temp` and `saved` files have names that the host chose; `user` files lie where the program put them;
 * `package` files came with the program, are read-only, and have no folders.
 */
export type FileSpace = FilePlace['space']

/** Where a file is, whatever the paths of a program look like. */
export type FilePlace =
  | { readonly space: 'temp' | 'package'; readonly name: PlaceName }
  | {
      readonly space: 'saved' | 'user'
      /** The program that it belongs to, by its appId: others neither see nor change it. */
      readonly owner: string
      readonly name: PlaceName
    }

/** Segments joined by `/`: none of them empty, `.` or `..`, no backslash, no NUL. `''`: the space itself. */
type PlaceName = string

export interface FileStat {
  readonly kind: 'file' | 'folder'
  /** Bytes; 0 for a folder. */
  readonly size: number
  /** Milliseconds since 1970, as are the others. Of a saved file: when it was saved. */
  readonly createdMs: number
  readonly modifiedMs: number
  readonly accessedMs: number
}

export interface FileEntry extends FileStat {
  /** Within its folder. */
  readonly name: string
}
