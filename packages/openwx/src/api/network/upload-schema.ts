import type { ApiSchema } from '../../call/definition.js'
import { profileFields } from './request-schema.js'

/** First base library of each option, field and member of `wx.uploadFile`, for `wx.canIUse`. */
export const uploadSchema: ApiSchema = {
  object: {
    url: '1.0.0',
    filePath: '1.0.0',
    name: '1.0.0',
    header: '1.0.0',
    formData: '1.0.0',
    timeout: '2.10.0',
    enableHttp2: '2.10.4',
    enableQuic: '2.10.4',
    enableProfile: '3.5.0',
    success: '1.0.0',
    fail: '1.0.0',
    complete: '1.0.0',
  },
  success: {
    data: '1.0.0',
    statusCode: '1.0.0',
    profile: { since: '3.5.0', fields: profileFields },
    errMsg: '1.0.0',
  },
  return: {
    abort: '1.4.0',
    onProgressUpdate: '1.4.0',
    offProgressUpdate: '2.1.0',
    onHeadersReceived: '2.1.0',
    offHeadersReceived: '2.1.0',
  },
  returnName: 'UploadTask',
}
