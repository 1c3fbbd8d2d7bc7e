import type { ApiSchema } from '../../call/definition.js'
import { profileFields } from './request-schema.js'
import { transferOptions, transferTask } from './transfer-schema.js'

/** First base library of each option, field and member of `wx.uploadFile`, for `wx.canIUse`. */
export const uploadSchema: ApiSchema = {
  object: {
    ...transferOptions,
    filePath: '1.0.0',
    name: '1.0.0',
    formData: '1.0.0',
    enableProfile: '3.5.0',
  },
  success: {
    data: '1.0.0',
    statusCode: '1.0.0',
    profile: { since: '3.5.0', fields: profileFields },
    errMsg: '1.0.0',
  },
  return: transferTask,
  returnName: 'UploadTask',
}
