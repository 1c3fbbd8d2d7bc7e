/** Every definition, for `composeWx` with those that a program uses. */
export { canIUse } from './api/base/can-i-use.js'
export { request } from './api/network/request.js'
