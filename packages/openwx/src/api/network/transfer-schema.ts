import type { SchemaEntries } from '../../call/definition.js'

/** Options that `wx.uploadFile` and `wx.downloadFile` share. */
export const transferOptions: SchemaEntries = {
  url: '1.0.0',
  header: '1.0.0',
  timeout: '2.10.0',
  enableHttp2: '2.10.4',
  enableQuic: '2.10.4',
  success: '1.0.0',
  fail: '1.0.0',
  complete: '1.0.0',
}

/** Members of UploadTask and DownloadTask. */
export const transferTask: SchemaEntries = {
  abort: '1.4.0',
  onProgressUpdate: '1.4.0',
  offProgressUpdate: '2.1.0',
  onHeadersReceived: '2.1.0',
  offHeadersReceived: '2.1.0',
}
