/** Every definition, for `composeWx` with those that a program uses. */
export { canIUse } from './api/base/can-i-use.js'
export { closeSocket } from './api/network/close-socket.js'
export { connectSocket } from './api/network/connect-socket.js'
export {
  onSocketClose,
  onSocketError,
  onSocketMessage,
  onSocketOpen,
} from './api/network/on-socket.js'
export { authorize } from './api/setting/authorize.js'
export { getSetting } from './api/setting/get-setting.js'
export { downloadFile } from './api/network/download-file.js'
export { request } from './api/network/request.js'
export { sendSocketMessage } from './api/network/send-socket-message.js'
export { uploadFile } from './api/network/upload-file.js'
