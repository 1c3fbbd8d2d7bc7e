import { WxError } from '../../call/error.js'

/** A file that a program calls a picture is none. */
export const notAPicture = (options?: ErrorOptions): WxError =>
  new WxError('invalid-picture', 'decode image fail', options)
