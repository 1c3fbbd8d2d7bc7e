/** What a page says to a user who chooses files, in his language. */
export interface PickWords {
  readonly photo: string
  readonly video: string
  /** Where the camera takes both. */
  readonly shoot: string
  readonly album: string
  readonly files: string
  readonly originals: string
  readonly camera: string
  readonly close: string
  readonly shutter: string
  readonly record: string
  readonly stop: string
  readonly flip: string
  readonly retake: string
  readonly use: string
}

const english: PickWords = {
  photo: 'Take photo',
  video: 'Record video',
  shoot: 'Camera',
  album: 'Choose from album',
  files: 'Choose files',
  originals: 'Choose originals from album',
  camera: 'Camera',
  close: 'Close',
  shutter: 'Take the picture',
  record: 'Record',
  stop: 'Stop',
  flip: 'Other camera',
  retake: 'Retake',
  use: 'Use',
}

const chinese: PickWords = {
  photo: '拍照',
  video: '录像',
  shoot: '拍摄',
  album: '从手机相册选择',
  files: '选择文件',
  originals: '从手机相册选择原图',
  camera: '相机',
  close: '关闭',
  shutter: '拍照',
  record: '录像',
  stop: '停止',
  flip: '切换摄像头',
  retake: '重拍',
  use: '使用',
}

/** @param language As in `navigator.language`. */
export const pickWordsFor = (language: string): PickWords =>
  language.toLowerCase().startsWith('zh') ? chinese : english
