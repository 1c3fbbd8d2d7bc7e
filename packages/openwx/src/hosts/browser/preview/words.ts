/** What a preview says, in the reader's language. */
export interface PreviewWords {
  readonly pictures: string
  readonly close: string
  readonly earlier: string
  readonly later: string
  readonly save: string
  readonly saved: string
  readonly notSaved: string
  readonly broken: string
}

const english: PreviewWords = {
  pictures: 'Pictures',
  close: 'Close',
  earlier: 'Previous',
  later: 'Next',
  save: 'Save',
  saved: 'Saved',
  notSaved: 'Could not be saved',
  broken: 'Cannot be shown',
}

const chinese: PreviewWords = {
  pictures: '图片预览',
  close: '关闭',
  earlier: '上一张',
  later: '下一张',
  save: '保存',
  saved: '已保存',
  notSaved: '保存失败',
  broken: '无法显示',
}

/** @param language As in `navigator.language`. */
export const previewWordsFor = (language: string): PreviewWords =>
  language.toLowerCase().startsWith('zh') ? chinese : english
