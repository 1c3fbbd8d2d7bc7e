import type { VideoFacts } from '../../../ports/pictures.js'

/** A video that says nothing of itself by then says nothing at all. */
const PATIENCE_MS = 10_000
/** Early, and past the black that many begin with. */
const THUMBNAIL_S = 0.1
const THUMBNAIL_PX = 640
const THUMBNAIL_QUALITY = 0.8
/** Past the end of everything: a recording without an index learns its length by being sought there. */
const FAR_S = 1e7

/** What a video says of itself to an element; undefined where the browser cannot play it. */
export const readPageVideo = async (blob: Blob): Promise<VideoFacts | undefined> => {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  const url = URL.createObjectURL(blob)
  const given = new AbortController()
  const timer = setTimeout(() => given.abort(), PATIENCE_MS)
  const happens = (event: string) => eventOf(video, event, given.signal)
  try {
    const loaded = happens('loadeddata')
    video.src = url
    await loaded
    if (!Number.isFinite(video.duration)) {
      const known = happens('durationchange')
      video.currentTime = FAR_S
      await known
    }
    const { duration, videoWidth: width, videoHeight: height } = video
    const sought = happens('seeked')
    video.currentTime = Math.min(THUMBNAIL_S, duration / 2)
    await sought
    const thumbnail = width > 0 ? await drawThumbnail(video) : undefined
    return { durationMs: duration * 1000, width, height, ...(thumbnail && { thumbnail }) }
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
    given.abort()
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

const eventOf = (video: HTMLVideoElement, event: string, signal: AbortSignal): Promise<void> => {
  const happened = new Promise<void>((resolve, reject) => {
    const options = { once: true, signal }
    video.addEventListener(event, () => resolve(), options)
    video.addEventListener('error', () => reject(new Error('the video cannot be read')), options)
    signal.addEventListener('abort', () => reject(new Error('the video takes too long')))
  })
  // One that nobody waits for any more fails for nobody.
  happened.catch(() => undefined)
  return happened
}

const drawThumbnail = (video: HTMLVideoElement): Promise<Blob> => {
  const { videoWidth: width, videoHeight: height } = video
  const scale = Math.min(1, THUMBNAIL_PX / Math.max(width, height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  )
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: THUMBNAIL_QUALITY })
}
