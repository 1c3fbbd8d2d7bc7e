import type { FilePlace } from './files.js'

/** What the library may ask of a host about documents: office files and PDF. */
export interface DocumentsPort {
  /**
   * Lets the user read one, and resolves when it is open, not when he has read it.
   * @throws UnsupportedError where nobody reads
   */
  open(request: DocumentRequest): Promise<void>
}

export interface DocumentRequest {
  readonly place: FilePlace
  /** The extension of what it is: `pdf`, `docx`. */
  readonly type: string
  /** Name to save it by, with that extension. */
  readonly name: string
  /** What the program asked for, for a host without a screen. */
  readonly options: object
}
