import type { FilePlace, HostBlob } from '../../ports/files.js'

/** A file or folder of the saved or the user's space, as a host's index knows it. */
export interface StoredEntry<B extends HostBlob> {
  readonly place: FilePlace
  /** Absent: a folder. */
  readonly blob?: B
  readonly createdMs: number
  readonly modifiedMs: number
}

export interface StoreChanges<B extends HostBlob> {
  readonly put: readonly StoredEntry<B>[]
  readonly remove: readonly FilePlace[]
}

/**
 * Where the saved and user files of a host that has its index in memory outlive it. It knows of entries
 * only: what may lie where, and how much of it, is the index's to say.
 */
export interface DurableStore<B extends HostBlob> {
  /**
   * Everything that is stored, of every program; asked once, before anything else.
   * @param changed Hears from then on what another page of the same origin has put and removed.
   */
  load(changed: (changes: StoreChanges<B>) => void): Promise<readonly StoredEntry<B>[]>
  /**
   * Makes all of the changes or none, also when the machine stops in the middle. Commits are made in the
   * order in which they are asked for. A blob that is stored already is not written again, wherever it is
   * put: a move or a copy costs an entry.
   * @returns By entry of `put`, the blob to use from now on in place of the one given.
   * @throws FileError `full`, `io`; `changed` for a blob that was stored and has been removed
   */
  commit(changes: StoreChanges<B>): Promise<readonly (B | undefined)[]>
  /** Ends when what was asked for is done. */
  close(): Promise<void>
}
