/** Every definition, for `composeWx` with those that a program uses. */
export { canIUse } from './api/base/can-i-use.js'
export { downloadFile } from './api/network/download-file.js'
export { request } from './api/network/request.js'
export { uploadFile } from './api/network/upload-file.js'
