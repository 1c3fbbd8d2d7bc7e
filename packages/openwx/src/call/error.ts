/**
 * Stable codes of every failure of this package, for people and programs; `docs/errors.md` has a
 * heading for each. What a callback receives is the plain `{ errMsg, errno? }`.
 */
export type WxErrorCode =
  | 'abort'
  | 'auth-denied'
  | 'autoplay-refused'
  | 'body-too-large'
  | 'cancelled'
  | 'device'
  | 'domain-not-listed'
  | 'download-too-large'
  | 'file-changed'
  | 'file-exists'
  | 'file-not-found'
  | 'folder-not-empty'
  | 'interrupted'
  | 'invalid-argument'
  | 'invalid-data'
  | 'invalid-document'
  | 'invalid-path'
  | 'invalid-picture'
  | 'invalid-sound'
  | 'invalid-state'
  | 'invalid-url'
  | 'failed'
  | 'network'
  | 'out-of-range'
  | 'permission-denied'
  | 'picture-too-large'
  | 'privacy-denied'
  | 'privacy-undeclared'
  | 'storage-full'
  | 'system-denied'
  | 'timeout'
  | 'too-many-redirects'
  | 'too-many-sockets'
  | 'unsupported'
  | 'wrong-file-kind'

/** The numbers of failures that many functions have; where one is thrown for one family only, it says its own. */
const errnoOf: Partial<Record<WxErrorCode, number>> = {
  'body-too-large': 602300,
  'domain-not-listed': 600002,
  interrupted: 600003,
  'invalid-argument': 1001,
  'invalid-data': 600010,
  'invalid-url': 600009,
  timeout: 5,
  'too-many-redirects': 600008,
  unsupported: 100,
}

/**
 * A failure inside the house. At the border it becomes `{ errMsg: '<api>:fail <reason>', errno? }`;
 * the api's name is added there, so that shared code need not know who called it.
 */
export class WxError extends Error {
  override readonly name = 'WxError'
  readonly code: WxErrorCode
  /** Absent where WeChat gives none, as for an abort. */
  readonly errno: number | undefined

  /**
   * @param reason Text after `<api>:fail `; empty for a failure without a reason.
   * @param options Its `errno` is shown from base library 2.24.0 on. @default that of the code, if it has one
   */
  constructor(
    code: WxErrorCode,
    reason: string,
    options: ErrorOptions & { errno?: number | undefined } = {},
  ) {
    super(reason, options)
    this.code = code
    this.errno = 'errno' in options ? options.errno : errnoOf[code]
  }
}

/** The text of whatever was thrown. */
export const textOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)

/** Wraps whatever a host or the runtime threw, so that every end has a text and a code. */
export const asWxError = (cause: unknown): WxError =>
  cause instanceof WxError ? cause : new WxError('failed', textOf(cause), { cause })
