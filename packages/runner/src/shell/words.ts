/** What the phone says beside what a program says, in the reader's language. */
export type Words = {
  readonly cancel: string
  readonly nowPlaying: string
  readonly play: string
  readonly pause: string
  readonly previous: string
  readonly next: string
  readonly stop: string
  readonly position: string
  /** Both are times such as `1:02`. */
  played(time: string, length: string): string
}

const english: Words = {
  cancel: 'Cancel',
  nowPlaying: 'Now playing',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous',
  next: 'Next',
  stop: 'Stop playing',
  position: 'Position',
  played: (time, length) => `${time} of ${length}`,
}

const chinese: Words = {
  cancel: '取消',
  nowPlaying: '正在播放',
  play: '播放',
  pause: '暂停',
  previous: '上一首',
  next: '下一首',
  stop: '停止播放',
  position: '播放进度',
  played: (time, length) => `${time}，共 ${length}`,
}

export const words = (): Words =>
  navigator.language.toLowerCase().startsWith('zh') ? chinese : english
