import type { ApiSchema } from '../../call/definition.js'

const callbacks = { success: '1.0.0', fail: '1.0.0', complete: '1.0.0' }
const SIZES = ['original', 'compressed']
const SOURCES = ['album', 'camera']

export const chooseImageSchema: ApiSchema = {
  object: {
    count: '1.0.0',
    sizeType: { since: '1.0.0', values: SIZES },
    sourceType: { since: '1.0.0', values: SOURCES },
    ...callbacks,
  },
  success: {
    tempFilePaths: '1.0.0',
    tempFiles: { since: '1.2.0', fields: { path: '1.2.0', size: '1.2.0' } },
    errMsg: '1.0.0',
  },
}

export const chooseMediaSchema: ApiSchema = {
  object: {
    count: '2.10.0',
    mediaType: { since: '2.10.0', values: ['image', 'video', 'mix'] },
    sourceType: { since: '2.10.0', values: SOURCES },
    maxDuration: '2.10.0',
    sizeType: { since: '2.10.0', values: SIZES },
    camera: { since: '2.10.0', values: ['back', 'front'] },
    ...callbacks,
  },
  success: {
    tempFiles: {
      since: '2.10.0',
      fields: {
        tempFilePath: '2.10.0',
        size: '2.10.0',
        duration: '2.10.0',
        height: '2.10.0',
        width: '2.10.0',
        thumbTempFilePath: '2.10.0',
        fileType: '2.10.0',
      },
    },
    type: { since: '2.10.0', values: ['image', 'video', 'mix'] },
    errMsg: '2.10.0',
  },
}

export const chooseMessageFileSchema: ApiSchema = {
  object: {
    count: '2.5.0',
    type: { since: '2.5.0', values: ['all', 'video', 'image', 'file'] },
    extension: '2.6.0',
    ...callbacks,
  },
  success: {
    tempFiles: {
      since: '2.5.0',
      fields: { path: '2.5.0', size: '2.5.0', name: '2.5.0', type: '2.5.0', time: '2.5.0' },
    },
    errMsg: '2.5.0',
  },
}

const previewOptions = {
  showmenu: '2.13.0',
  referrerPolicy: { since: '2.13.0', values: ['origin', 'no-referrer'] },
  ...callbacks,
}

export const previewImageSchema: ApiSchema = {
  object: { urls: '1.0.0', current: '1.0.0', ...previewOptions },
  success: { errMsg: '1.0.0' },
}

export const previewMediaSchema: ApiSchema = {
  object: {
    sources: {
      since: '2.12.0',
      fields: { url: '2.12.0', type: '2.12.0', poster: '2.12.0' },
    },
    current: '2.12.0',
    ...previewOptions,
  },
  success: { errMsg: '2.12.0' },
}

export const getImageInfoSchema: ApiSchema = {
  object: { src: '1.0.0', ...callbacks },
  success: {
    errMsg: '1.0.0',
    width: '1.0.0',
    height: '1.0.0',
    path: '1.0.0',
    orientation: {
      since: '1.9.90',
      values: [
        'up',
        'up-mirrored',
        'down',
        'down-mirrored',
        'left-mirrored',
        'right',
        'right-mirrored',
        'left',
      ],
    },
    type: { since: '1.9.90', values: ['unknown', 'jpeg', 'png', 'gif', 'tiff'] },
  },
}

export const saveImageToPhotosAlbumSchema: ApiSchema = {
  object: { filePath: '1.2.0', success: '1.2.0', fail: '1.2.0', complete: '1.2.0' },
  success: { errMsg: '1.2.0' },
}

export const compressImageSchema: ApiSchema = {
  object: {
    src: '2.4.0',
    quality: '2.4.0',
    compressedWidth: '2.26.0',
    compressedHeight: '2.26.0',
    success: '2.4.0',
    fail: '2.4.0',
    complete: '2.4.0',
  },
  success: { errMsg: '2.4.0', tempFilePath: '2.4.0' },
}
