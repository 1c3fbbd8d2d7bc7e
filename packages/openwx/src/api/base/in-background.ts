import { WxError } from '../../call/error.js'

/** Microphone and loudspeaker are for programs that are seen, unless they play music already. */
export const inBackground = (name: string): WxError =>
  new WxError(
    'interrupted',
    `: jsapi has no permission, event=${name}, runningState=background, permissionMsg=permission ok, ` +
      'detail=jsapi permission required playing audio but current not playing audio in background state',
  )
