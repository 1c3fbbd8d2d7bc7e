import type { ApiSchema } from '../../call/definition.js'
import { profileFields } from './request-schema.js'
import { transferOptions, transferTask } from './transfer-schema.js'

/** First base library of each option, field and member of `wx.downloadFile`, for `wx.canIUse`. */
export const downloadSchema: ApiSchema = {
  object: {
    ...transferOptions,
    filePath: '1.8.0',
    enableProfile: '2.10.4',
  },
  success: {
    tempFilePath: '1.0.0',
    filePath: '1.8.0',
    statusCode: '1.0.0',
    profile: { since: '2.10.4', fields: profileFields },
    errMsg: '1.0.0',
  },
  return: transferTask,
  returnName: 'DownloadTask',
}
