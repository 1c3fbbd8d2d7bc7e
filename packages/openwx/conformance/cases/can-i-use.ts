import { expect } from 'vitest'
import { conformance } from '../conformance.js'

export default conformance('canIUse', ({ test }) => {
  test('J18 common 26, 30: knows what there is', ({ wx }) => {
    for (const schema of [
      'request',
      'canIUse',
      'request.object',
      'request.object.method',
      'request.object.method.GET',
      'request.success.profile.rtt',
      'request.return.abort',
      'RequestTask',
      'RequestTask.abort',
      'requestTask.onChunkReceived',
      'uploadFile.object.formData',
      'uploadFile.success.data',
      'UploadTask.onProgressUpdate',
      'downloadFile.success.tempFilePath',
      'DownloadTask.offHeadersReceived',
      'saveFile.success.savedFilePath',
      'getSavedFileList.success.fileList.createTime',
      'getFileInfo.object.digestAlgorithm.sha1',
      'FileSystemManager.readFileSync',
      'startRecord.success.tempFilePath',
      'stopRecord',
      'getRecorderManager.return.stop',
      'RecorderManager.start',
      'recorderManager.onFrameRecorded',
      'getAvailableAudioSources.success.audioSources',
      'authorize.object.success',
      'authorize.success.errMsg',
      'getSetting.object.complete',
      'getSetting.success.errMsg',
      'openSetting.object.fail',
      'openSetting.success.errMsg',
      'getPrivacySetting.object.success',
      'getPrivacySetting.success.errMsg',
    ]) {
      expect(wx.canIUse(schema), schema).toBe(true)
    }
  })

  test('J18 common 27: and what there is not', ({ wx }) => {
    for (const schema of [
      '',
      'nope',
      'wx.request',
      'Request',
      'request.foo',
      'request.object.foo',
      'request.object.method.PATCH',
      'request.object.url.foo',
      'request.object.method.GET.foo',
      'request.constructor',
      'constructor',
      '__proto__',
      'RequestTask.foo',
      'getFileInfo.object.digestAlgorithm.crc32',
      'FileSystemManager.unzip',
      'stopRecord.success.tempFilePath',
      'RecorderManager.offStop',
      'RequestTask.abort.foo',
    ]) {
      expect(wx.canIUse(schema), schema).toBe(false)
    }
  })

  test('J18 common 29: anything but text is unknown', ({ wx }) => {
    for (const schema of [undefined, null, 1, {}, () => 1]) {
      expect(wx.canIUse(schema as never)).toBe(false)
    }
  })

  test('J18 common 25, 31: answers by base library', ({ createWx }) => {
    for (const [schema, since, before] of [
      ['request.success.header', '1.2.0', '1.1.9'],
      ['request.object.responseType.arraybuffer', '1.7.0', '1.6.9'],
      ['request.object.timeout', '2.10.0', '2.9.9'],
      ['request.object.redirect.manual', '3.2.2', '3.2.1'],
      ['RequestTask.onChunkReceived', '2.20.1', '2.20.0'],
      ['request.success.profile.invokeStart', '3.8.10', '3.8.9'],
      ['uploadFile.success.profile', '3.5.0', '3.4.9'],
      ['UploadTask.abort', '1.4.0', '1.3.9'],
      ['FileSystemManager.appendFile', '2.1.0', '2.0.9'],
      ['FileSystemManager.truncate', '2.16.1', '2.16.0'],
      ['UploadTask.onHeadersReceived', '2.1.0', '2.0.9'],
      ['getRecorderManager', '1.6.0', '1.5.9'],
      ['RecorderManager.resume', '1.6.0', '1.5.9'],
      ['getAvailableAudioSources', '2.1.0', '2.0.9'],
      ['RecorderManager.onInterruptionBegin', '2.3.0', '2.2.9'],
      ['downloadFile.object.filePath', '1.8.0', '1.7.9'],
      ['downloadFile.success.profile.rtt', '2.10.4', '2.10.3'],
    ] as const) {
      expect(createWx({ libVersion: since }).canIUse(schema), schema).toBe(true)
      expect(createWx({ libVersion: before }).canIUse(schema), schema).toBe(false)
    }
  })

  test('J18: is itself newer than the first base library', ({ createWx }) => {
    expect(createWx({ libVersion: '1.1.0' }).canIUse).toBeUndefined()
    expect(createWx({ libVersion: '1.1.1' }).canIUse('request')).toBe(true)
  })
})
