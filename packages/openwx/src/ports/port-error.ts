/**
 * What ports fail with; anything else that a host or the runtime throws is no port's failure. Those that the
 * network's functions tell apart stand together, and each port shows its own: to a bundler, what several
 * lazily loaded modules share is a file that a page begins with.
 */
export class PortError extends Error {}

/** The network failed: nobody answered, or the answer broke off. A `NetError` knows why. */
export class NetworkError extends PortError {
  override readonly name: string = 'NetworkError'
  /** Absent when the host cannot know, as in a page. */
  readonly reason?: string
  /** The number of the reason. */
  readonly code?: number
}

/** The host cannot do what was asked. The message is the reason, as a sentence without a full stop. */
export class UnsupportedError extends PortError {
  override readonly name = 'UnsupportedError'
}

/** A body went past the `maxBodyBytes` of its request. */
export class BodyTooLargeError extends PortError {
  override readonly name = 'BodyTooLargeError'

  constructor(maxBodyBytes: number) {
    super(`response body exceeds ${maxBodyBytes} bytes`)
  }
}

/** The server answered the handshake, but not with a WebSocket. */
export class HandshakeError extends PortError {
  override readonly name = 'HandshakeError'
  /** The HTTP status, where that was what spoke against it. */
  readonly status: number | undefined

  constructor(status?: number, options?: ErrorOptions) {
    super('the handshake was not accepted', options)
    this.status = status
  }
}

export type FileProblem =
  /** No such file or folder. */
  | 'not-found'
  | 'permission'
  /** No room left. */
  | 'full'
  /** The file is no longer the one that was opened. */
  | 'changed'
  /** Something of that name is there. */
  | 'exists'
  /** A folder that still holds something. */
  | 'not-empty'
  | 'is-folder'
  | 'not-folder'
  /** A segment of a name is longer than 255 bytes. */
  | 'name-too-long'
  /** The host's files are not ready. */
  | 'not-ready'
  /** Whatever else the machine says. */
  | 'io'

/** A file could not be read or written; `file name too long`, and likewise for every problem. */
export class FileError extends PortError {
  override readonly name = 'FileError'
  readonly problem: FileProblem

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(`file ${problem.replaceAll('-', ' ')}`, options)
    this.problem = problem
  }
}
