import { PortError } from './port-error.js'

/**
 * What the library may ask of a host to keep files.
 *
 * A file's bytes travel as {@link HostBlob}s between the ports of one host (a download ends in one, an
 * upload reads one), so that a file never passes through the memory of the API layer.
 */
export interface FilesPort {
  /**
   * Gives the body that an exchange kept a temp file of a new, unguessable name, readable until the host
   * is disposed of. Takes the blob over, whatever the outcome.
   * @param extension Without a dot.
   * @throws FileError `full`, `io`
   */
  createTemp(blob: HostBlob, extension: string): Promise<FilePlace>
  /**
   * Puts the body that an exchange kept at a place in the user's space, over what is there; its folder
   * must exist. Either all of it is there afterwards, or what was there before. Takes the blob over,
   * whatever the outcome.
   * @throws FileError `not-found` without that folder, `permission` for any other space or a folder in
   * the way, `full`, `io`
   */
  write(place: FilePlace, blob: HostBlob): Promise<void>
  /** The bytes of a file as they are now; undefined where no file is. */
  open(place: FilePlace): Promise<HostBlob | undefined>
  stat(place: FilePlace): Promise<FileStat | undefined>
  /** Removes a temp or user file; whether there was one. */
  remove(place: FilePlace): Promise<boolean>
  /**
   * A URL that shows the file, good while the file is there and the host lives; undefined where none is. A
   * page does not look whether a file of the package is there.
   */
  url(place: FilePlace): Promise<string | undefined>
  /** Frees the body that an exchange kept, when nobody wants it. */
  discard(blob: HostBlob): void
}

/**
 * Bytes that a host keeps, outside of memory where it can: a `Blob` in a page, a scratch file in Node.
 * Only the host that made it can read it.
 */
export interface HostBlob {
  readonly size: number
}

/**
 * `temp` and `saved` files have names that the host chose; `user` files lie where the program put them;
 * `package` files came with the program and are read-only.
 */
export type FileSpace = 'temp' | 'saved' | 'user' | 'package'

/** Where a file is, whatever the paths of a program look like. */
export interface FilePlace {
  readonly space: FileSpace
  /** Segments joined by `/`: none of them empty, `.` or `..`, no backslash, no NUL. `''`: the space itself. */
  readonly name: string
}

export interface FileStat {
  readonly kind: 'file' | 'folder'
  /** Bytes; 0 for a folder. */
  readonly size: number
}

export type FileProblem =
  /** No such file or folder. */
  | 'not-found'
  | 'permission'
  /** No room left. */
  | 'full'
  /** The file is no longer the one that was opened. */
  | 'changed'
  /** Whatever else the machine says. */
  | 'io'

const problemTexts: Readonly<Record<FileProblem, string>> = {
  'not-found': 'no such file or folder',
  permission: 'permission denied',
  full: 'no room left for files',
  changed: 'the file changed while it was read',
  io: 'input or output failed',
}

/** A file could not be read or written. */
export class FileError extends PortError {
  override readonly name = 'FileError'
  readonly problem: FileProblem

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(problemTexts[problem], options)
    this.problem = problem
  }
}
