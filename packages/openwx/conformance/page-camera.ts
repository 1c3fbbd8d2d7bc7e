const SIZE = { width: 64, height: 48 }
const FRAME_MS = 40

const cameras = new Set<MediaStreamTrack>()

/** A camera that sees grey, in a browser that has none; what it was asked for is not looked at. */
const openCamera = (): Promise<MediaStream> => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, SIZE)
  const context = canvas.getContext('2d')
  const stream = canvas.captureStream()
  const timer = setInterval(() => {
    if (context === null) return
    context.fillStyle = `hsl(0 0% ${50 + Math.round(performance.now() % 20)}%)`
    context.fillRect(0, 0, SIZE.width, SIZE.height)
  }, FRAME_MS)
  for (const track of stream.getTracks()) {
    cameras.add(track)
    const stop = track.stop.bind(track)
    track.stop = () => {
      clearInterval(timer)
      cameras.delete(track)
      stop()
    }
  }
  return Promise.resolve(stream)
}

/** Puts the camera where the page looks for one, beside its microphone. The result takes it back. */
export const installCamera = (): (() => void) => {
  const devices = navigator.mediaDevices
  const openReal = devices.getUserMedia.bind(devices)
  devices.getUserMedia = (wanted) => (wanted?.video ? openCamera() : openReal(wanted))
  return () => {
    Reflect.deleteProperty(devices, 'getUserMedia')
  }
}

/** Cameras whose light is still on. */
export const takeCameras = (): string[] => {
  const left = [...cameras].map(() => 'a camera')
  cameras.clear()
  return left
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
