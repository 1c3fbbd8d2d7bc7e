import type { ScopeName } from '../../../ports/user.js'

/** What a page's dialogs say, in the reader's language. */
export interface Words {
  /** Who asks: the name of the program, or ''. */
  asks(name: string): string
  readonly allow: string
  readonly refuse: string
  readonly cancel: string
  readonly done: string
  readonly settings: string
  readonly noSettings: string
  readonly agree: string
  readonly disagree: string
  readonly privacy: string
  scope(scope: ScopeName): string
}

type ScopeWords = Readonly<Partial<Record<ScopeName, string>>>

const englishScopes: ScopeWords = {
  'scope.addPhoneCalendar': 'Add events to your calendar',
  'scope.addPhoneContact': 'Add people to your contacts',
  'scope.address': 'Use your postal addresses',
  'scope.bluetooth': 'Use Bluetooth',
  'scope.camera': 'Use your camera',
  'scope.invoice': 'Use your invoices',
  'scope.invoiceTitle': 'Use your invoice titles',
  'scope.record': 'Use your microphone',
  'scope.userFuzzyLocation': 'Know roughly where you are',
  'scope.userLocation': 'Know where you are',
  'scope.userLocationBackground': 'Know where you are, also in the background',
  'scope.werun': 'Read your step count',
  'scope.writePhotosAlbum': 'Save pictures and videos to your album',
}

const chineseScopes: ScopeWords = {
  'scope.addPhoneCalendar': '向你的日历添加日程',
  'scope.addPhoneContact': '添加到你的手机通讯录',
  'scope.address': '使用你的通讯地址',
  'scope.bluetooth': '使用蓝牙',
  'scope.camera': '使用你的摄像头',
  'scope.invoice': '使用你的发票',
  'scope.invoiceTitle': '使用你的发票抬头',
  'scope.record': '使用你的麦克风',
  'scope.userFuzzyLocation': '获取你的大致位置',
  'scope.userLocation': '获取你的位置信息',
  'scope.userLocationBackground': '在后台获取你的位置信息',
  'scope.werun': '获取你的运动步数',
  'scope.writePhotosAlbum': '保存图片或视频到你的相册',
}

const english: Words = {
  asks: (name) => (name === '' ? 'This mini program asks to' : `${name} asks to`),
  allow: 'Allow',
  refuse: 'Refuse',
  cancel: 'Cancel',
  done: 'Done',
  settings: 'Settings',
  noSettings: 'This mini program has not asked for anything yet.',
  agree: 'Agree',
  disagree: 'Disagree',
  privacy: 'Please read how your data is used, and agree before you go on',
  scope: (scope) => englishScopes[scope] ?? scope,
}

const chinese: Words = {
  asks: (name) => (name === '' ? '此小程序申请' : `${name} 申请`),
  allow: '允许',
  refuse: '拒绝',
  cancel: '取消',
  done: '完成',
  settings: '设置',
  noSettings: '此小程序还没有申请过任何权限。',
  agree: '同意',
  disagree: '不同意',
  privacy: '请先阅读并同意以下隐私保护指引',
  scope: (scope) => chineseScopes[scope] ?? scope,
}

/** @param language As in `navigator.language`. */
export const wordsFor = (language: string): Words =>
  language.toLowerCase().startsWith('zh') ? chinese : english
