/** A file that a host has put into its user's album. */
export interface SavedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The user's album as a case sees it. */
export interface BenchAlbum {
  /** What has been saved to it so far, by name. */
  saved(): Promise<readonly SavedFile[]>
  /** Puts something there that the user can choose, behind what is there. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): void
}

export const byName = (files: readonly SavedFile[]): SavedFile[] =>
  [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
