import type { PickRequest } from '../../../ports/pictures.js'
import { SystemDenied } from '../../../ports/pictures.js'
import type { Dialog } from '../dialogs/dialogs.js'
import type { Make } from '../dialogs/dom.js'
import { makeButton } from '../dialogs/dom.js'
import type { Facing } from './camera.js'
import { openCamera, stopStream } from './camera.js'
import { recordVideo } from './record-video.js'
import type { VideoRecording } from './record-video.js'
import { viewfinderStyle } from './viewfinder-style.js'
import type { PickWords } from './words.js'

const JPEG_QUALITY = 0.92

export interface ViewfinderOptions {
  readonly request: PickRequest
  readonly words: PickWords
  /** Stopped when the viewfinder closes, however that happens. */
  readonly stream: MediaStream
  readonly facing: Facing
}

/** How a viewfinder ends: with a file, without one, or because there is no camera any more. */
export type Taken = File | Error | undefined

/** What the camera sees, a button to take it, and a look at what was taken before it is used. */
export const viewfinder = (options: ViewfinderOptions): Dialog<Taken> => {
  const camera = createCamera(options)
  return {
    kind: 'camera',
    about: options.request.asker,
    label: options.words.camera,
    fills: true,
    style: viewfinderStyle,
    cancelled: () => {
      camera.close()
      return undefined
    },
    build: (make, settle) =>
      camera.build(make, (outcome) => {
        camera.close()
        settle(outcome)
      }),
  }
}

const createCamera = ({
  request,
  words,
  stream: first,
  facing: firstFacing,
}: ViewfinderOptions) => {
  let stream: MediaStream | undefined = first
  let facing = firstFacing
  let closed = false
  /** Whether the camera went away during a recording. */
  let lost = false
  /** Counts what the camera was asked for, as it takes its time to open. */
  let openings = 0
  let recording: VideoRecording | undefined
  let taken: { file: File; url: string } | undefined

  const forgetTaken = () => {
    if (taken !== undefined) URL.revokeObjectURL(taken.url)
    taken = undefined
  }
  const close = () => {
    closed = true
    recording?.discard()
    stopStream(stream)
    stream = undefined
    forgetTaken()
  }

  const build = (make: Make, settle: (outcome: Taken) => void): HTMLElement => {
    const live = make('video', { class: 'live', autoplay: '', playsinline: '' })
    live.muted = true
    const review = make('div', { class: 'review' })
    const clock = make('span', { class: 'clock', hidden: '' })
    const screen = make('div', { class: 'camera', 'data-state': 'live' })
    const bar = make('div', { class: 'bar' })
    const modes = make('div', { class: 'modes' })
    let mode: 'photo' | 'video' = request.kinds.includes('image') ? 'photo' : 'video'

    /** A camera that is let go here tells nothing: this one was taken from the page, or unplugged. */
    const watch = (seen: MediaStream) => {
      const lose = () => {
        if (seen !== stream) return
        rest()
        lost = true
        if (recording === undefined) settle(cameraLost())
        else recording.stop()
      }
      for (const track of seen.getTracks()) track.addEventListener('ended', lose)
    }
    const show = () => {
      live.srcObject = stream ?? null
      live.classList.toggle('mirrored', facing === 'user')
    }
    const showState = (state: 'live' | 'recording' | 'review') => {
      screen.dataset.state = state
      screen.dataset.mode = mode
      modes.hidden = state !== 'live' || request.kinds.length < 2
      clock.hidden = state !== 'recording'
      const shutter = makeButton(make, 'shutter', '', press)
      shutter.dataset.first = ''
      shutter.ariaLabel =
        mode === 'photo' ? words.shutter : state === 'recording' ? words.stop : words.record
      bar.replaceChildren(
        ...(state === 'review'
          ? [
              makeButton(make, 'retake', words.retake, retake),
              make('span'),
              makeButton(make, 'use', words.use, () => settle(taken?.file)),
            ]
          : [
              makeButton(make, 'close', words.close, () => settle(undefined)),
              shutter,
              state === 'live'
                ? makeButton(make, 'flip', words.flip, () => void flip())
                : make('span'),
            ]),
      )
      bar.querySelector<HTMLElement>(state === 'review' ? '.use' : '.shutter')?.focus()
    }
    const showModes = () => {
      modes.replaceChildren(
        ...(['photo', 'video'] as const).map((name) => {
          const button = makeButton(make, name, words[name], () => {
            mode = name
            showModes()
            showState('live')
          })
          button.ariaPressed = String(name === mode)
          return button
        }),
      )
    }
    const keep = (file: File | undefined) => {
      if (closed) return
      if (file === undefined) {
        if (lost) settle(cameraLost())
        else showState('live')
        return
      }
      forgetTaken()
      taken = { file, url: URL.createObjectURL(file) }
      const element =
        mode === 'photo'
          ? make('img', { src: taken.url, alt: '' })
          : make('video', { src: taken.url, controls: '', playsinline: '' })
      review.replaceChildren(element)
      // The camera rests meanwhile, and its light goes out.
      rest()
      showState('review')
    }
    const retake = () => {
      review.replaceChildren()
      forgetTaken()
      showState('live')
      void restart()
    }
    const rest = () => {
      openings += 1
      stopStream(stream)
      stream = undefined
    }
    /** The camera that is wanted now; of one that opens when it no longer is, nothing is kept. */
    const restart = async () => {
      rest()
      // Its last picture is not to be taken for one of the next.
      show()
      const opening = openings
      const isWanted = () => !closed && opening === openings
      try {
        const next = await openCamera(facing)
        if (!isWanted()) {
          stopStream(next)
          return
        }
        stream = next
        watch(next)
        show()
      } catch (error) {
        if (isWanted()) settle(error as Error)
      }
    }
    const flip = async () => {
      facing = facing === 'user' ? 'environment' : 'user'
      await restart()
    }
    const press = () => {
      if (mode === 'photo') void takePhoto(live).catch(nothing).then(keep)
      else if (recording !== undefined) recording.stop()
      else void record()
    }
    const record = async () => {
      if (stream === undefined) return
      recording = recordVideo(stream, request.maxDurationMs, (text) => (clock.textContent = text))
      showState('recording')
      const file = await recording.file.catch(nothing)
      recording = undefined
      keep(file)
    }

    screen.append(make('div', { class: 'picture' }, live, review, clock), modes, bar)
    showModes()
    showState('live')
    watch(first)
    show()
    return screen
  }
  return { build, close }
}

const cameraLost = () => new SystemDenied('the camera was taken from the page')

/** Of a picture or a recording that fails; the camera is there for another one. */
const nothing = () => undefined

/** What the camera shows at this moment, as others see it; the first picture of one that is just opening. */
const takePhoto = async (video: HTMLVideoElement): Promise<File> => {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
    await new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true }))
  }
  const { videoWidth: width, videoHeight: height } = video
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY })
  return new File([blob], `photo-${Date.now()}.jpg`, { type: 'image/jpeg' })
}
