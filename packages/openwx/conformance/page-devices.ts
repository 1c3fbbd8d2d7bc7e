const live = new Set<MediaStreamTrack>()

/** The browser's own devices, with every track remembered until it stops. */
const ask = MediaDevices.prototype.getUserMedia
const watched = async (constraints?: MediaStreamConstraints): Promise<MediaStream> => {
  const stream = await ask.call(navigator.mediaDevices, constraints)
  for (const track of stream.getTracks()) live.add(track)
  return stream
}

/** Watches what the page opens. The result stops that. */
export const watchDevices = (): (() => void) => {
  navigator.mediaDevices.getUserMedia = watched
  return () => {
    Reflect.deleteProperty(navigator.mediaDevices, 'getUserMedia')
  }
}

/** Cameras and microphones whose light is still on. */
export const takeDevices = (): string[] => {
  const left = [...live].filter(({ readyState }) => readyState === 'live')
  live.clear()
  return left.map(({ kind }) => `a device for ${kind}`)
}

const button = (within: ShadowRoot, name: string): HTMLElement | null =>
  within.querySelector<HTMLElement>(`button.${name}`)

/** Resolves when a viewfinder has that button, which follows what it does. */
const appears = (within: ShadowRoot, name: string): Promise<HTMLElement> =>
  new Promise((resolve) => {
    const look = () => {
      const found = button(within, name)
      if (found === null) return
      observer.disconnect()
      resolve(found)
    }
    const observer = new MutationObserver(look)
    observer.observe(within, { childList: true, subtree: true })
    look()
  })

/** Takes what is seen and uses it, or closes the viewfinder. */
export const replyToCamera = async (within: ShadowRoot, answer: unknown): Promise<void> => {
  if (answer === 'cancel') return button(within, 'close')?.click()
  const live = within.querySelector<HTMLVideoElement>('video.live')
  if (live?.videoWidth === 0) {
    await new Promise((resolve) => live.addEventListener('loadeddata', resolve, { once: true }))
  }
  button(within, 'shutter')?.click()
  ;(await appears(within, 'use')).click()
}
