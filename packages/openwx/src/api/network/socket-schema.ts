import type { ApiSchema } from '../../call/definition.js'

/** First base library of each option, field and member of `wx.connectSocket`, for `wx.canIUse`. */
export const connectSocketSchema: ApiSchema = {
  object: {
    url: '1.0.0',
    header: '1.0.0',
    method: {
      since: '1.0.0',
      values: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'],
    },
    protocols: '1.4.0',
    tcpNoDelay: '2.4.0',
    perMessageDeflate: '2.8.0',
    timeout: '2.10.0',
    forceCellularNetwork: '2.29.0',
    success: '1.0.0',
    fail: '1.0.0',
    complete: '1.0.0',
  },
  success: { errMsg: '1.0.0' },
  return: {
    send: '1.7.0',
    close: '1.7.0',
    onOpen: '1.7.0',
    onClose: '1.7.0',
    onError: '1.7.0',
    onMessage: '1.7.0',
  },
  returnName: 'SocketTask',
}

const callbacks = { success: '1.0.0', fail: '1.0.0', complete: '1.0.0' }

export const sendSocketMessageSchema: ApiSchema = {
  object: { data: '1.0.0', ...callbacks },
  success: { errMsg: '1.0.0' },
}

export const closeSocketSchema: ApiSchema = {
  object: { code: '1.4.0', reason: '1.4.0', ...callbacks },
  success: { errMsg: '1.0.0' },
}
