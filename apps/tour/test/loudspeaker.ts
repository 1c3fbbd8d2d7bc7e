import type { OpenProgram } from '../../../packages/runner/test/open-program.js'

export type Heard = { src: string; paused: boolean; time: number }
type Made = { made: HTMLAudioElement[] }

/** The audio elements that the program's page makes, whatever the program says of them. */
export const createLoudspeaker = (program: () => OpenProgram) => {
  const heard = (): Promise<Heard[]> =>
    program()
      .frame()
      .evaluate(() =>
        (globalThis as unknown as Made).made.map(({ currentSrc, paused, currentTime }) => ({
          src: currentSrc.split('/').at(-1) ?? '',
          paused,
          time: currentTime,
        })),
      )
  return {
    /** To be called before the page is opened. */
    watch: () =>
      program().page.addInitScript(() => {
        const made: HTMLAudioElement[] = []
        Object.assign(globalThis, {
          made,
          Audio: new Proxy(Audio, {
            construct: (target, given: []) => {
              const audio = new target(...given)
              made.push(audio)
              return audio
            },
          }),
        })
      }),
    /** What sounds now, in the order of its names. */
    sounding: async (): Promise<Heard[]> =>
      (await heard())
        .filter(({ paused }) => !paused)
        .sort((one, other) => one.src.localeCompare(other.src)),
  }
}
