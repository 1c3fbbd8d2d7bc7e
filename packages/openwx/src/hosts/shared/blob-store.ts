import type { DigestAlgorithm, FilePlace, HostBlob } from '../../ports/files.js'

/** What a host adds to `createMapFiles`. */
export interface BlobStore<B extends HostBlob> {
  now(): number
  /** A file of the program's package; undefined where none is. */
  openPackageFile(name: string): Promise<B | undefined>
  /** The same at once. */
  openPackageFileSync(name: string): B | undefined
  /** The URL of such a file, where it is known without opening it. */
  packageFileUrl?(name: string): string | undefined
  /** @throws FileError `full` for a blob whose bytes the host could not keep. */
  check(blob: B): Promise<void>
  /** One blob of pieces, which stay as they are. @throws FileError `full` */
  create(parts: readonly (B | Uint8Array<ArrayBuffer>)[]): B
  /** The same bytes once more, to be freed by themselves. @throws FileError `full` */
  copy(blob: B): B
  /** A part of a blob, as a blob. @throws FileError `full` */
  slice(blob: B, start: number, end: number): B
  read(blob: B, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
  readSync(blob: B, start: number, end: number): Uint8Array<ArrayBuffer>
  digest(blob: B, algorithm: DigestAlgorithm): Promise<string>
  /** Makes a URL that {@link revokeUrl} takes back. */
  createUrl(blob: B, place: FilePlace): string
  revokeUrl(url: string): void
  /** Frees the bytes of a blob that nobody refers to any more. */
  free(blob: B): void
}
