import { expect } from 'vitest'
import type { Host } from '../../src/ports/host.js'
import { FileError } from '../../src/ports/port-error.js'
import type { Encoder } from '../../src/ports/encoder.js'
import type { MicrophoneProblem, MicrophoneSink } from '../../src/ports/microphone.js'
import { MicrophoneError } from '../../src/ports/microphone.js'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { contentOf, PCM, refusals } from '../recorded.js'
import { withParts } from '../with-parts.js'

/** A recorder on the bench's machine, of which some parts are broken. */
const recorderOn = ({ createWx, host, recorder }: Bench, parts: (host: Host) => Partial<Host>) =>
  recorder(createWx({}, withParts(host, parts(host))))

/** The machine's microphone, and a way to pull its plug. */
const withPlug = () => {
  const sinks: MicrophoneSink[] = []
  return {
    parts: ({ microphone }: Host): Partial<Host> => ({
      microphone: withParts(microphone, {
        open: (request, sink) => {
          sinks.push(sink)
          return microphone.open(request, sink)
        },
      }),
    }),
    pull: (problem: MicrophoneProblem = 'unplugged') =>
      sinks.at(-1)?.lost(new MicrophoneError(problem)),
  }
}

/** The machine's encoders, one function of which is broken. */
const withEncoder =
  (broken: Partial<Encoder>) =>
  ({ encoders }: Host): Partial<Host> => ({
    encoders: {
      open: async (format, emit) => withParts(await encoders.open(format, emit), broken),
    },
  })

const UNPLUGGED = 'onError: operateRecorder:fail the microphone is gone'

export default conformance('recorder faults', ({ test }) => {
  for (const format of ['PCM', 'wav', 'mp3', 'aac']) {
    test(`F12, F14: what was recorded as ${format} when the device goes is kept`, async (bench) => {
      const plug = withPlug()
      const log = recorderOn(bench, plug.parts)
      await log.started({ ...PCM, format, frameSize: 1 })
      await bench.clock.sleep(400)
      plug.pull()
      expect([await log.next(), await log.next()]).toEqual([UNPLUGGED, 'onStop'])
      const [{ tempFilePath, fileSize, duration } = expect.fail()] = log.stops
      expect(duration).toBeGreaterThan(0)
      expect((await contentOf(bench, tempFilePath)).length).toBe(fileSize)
      expect(log.frames.some(({ isLastFrame }) => isLastFrame)).toBe(false)
      await log.started(PCM)
      await log.stopped()
    })
  }

  test('F14: a device that goes in a pause, after the end, or more than once', async (bench) => {
    const plug = withPlug()
    const log = recorderOn(bench, plug.parts)
    await log.started(PCM)
    await bench.clock.sleep(300)
    log.manager.pause()
    expect(await log.next()).toBe('onPause')
    plug.pull()
    plug.pull()
    expect([await log.next(), await log.next()]).toEqual([UNPLUGGED, 'onStop'])
    plug.pull()
    await log.started(PCM)
    log.manager.stop()
    plug.pull()
    expect(await log.next()).toBe('onStop')
    plug.pull()
    await bench.clock.sleep(100)
    expect(log.events.slice(-2)).toEqual(['onStart', 'onStop'])
  })

  test('F14: a device that says nothing before it goes leaves no file', async (bench) => {
    const plug = withPlug()
    const open = ({ microphone }: Host): Partial<Host> => ({
      microphone: withParts(microphone, {
        open: async (request, sink) => {
          const handle = await microphone.open(request, {
            ...sink,
            samples: () => Promise.resolve(),
          })
          sink.lost(new MicrophoneError('unplugged'))
          return handle
        },
      }),
    })
    const log = recorderOn(bench, open)
    log.start(PCM)
    expect(await log.next()).toBe(UNPLUGGED)
    plug.pull()
    await bench.clock.sleep(100)
    expect(log.events).toEqual([UNPLUGGED])
  })

  for (const [problem, refusal] of [
    ['absent', refusals.noSuchDevice],
    ['denied', refusals.systemDenied],
    ['busy', refusals.unfit],
    ['failed', refusals.unfit],
    [
      'insecure',
      'onError: operateRecorder:fail unsupported: a microphone needs a secure context (https, or localhost)',
    ],
  ] as const) {
    test(`F14: a microphone that is ${problem}`, async (bench) => {
      const broken: Partial<Host> = {
        microphone: {
          sources: () => Promise.resolve(['auto']),
          open: () => Promise.reject(new MicrophoneError(problem)),
        },
      }
      const log = recorderOn(bench, () => broken)
      log.start(PCM)
      expect(await log.next()).toBe(refusal)
      Object.assign(broken, { microphone: bench.host.microphone })
      await log.started(PCM)
      await log.stopped()
      expect(log.events).toEqual([refusal, 'onStart', 'onStop'])
    })
  }

  test('F14, F19: an encoder that cannot be loaded', async (bench) => {
    const opened: string[] = []
    const log = recorderOn(bench, ({ microphone }) => ({
      encoders: { open: () => Promise.reject(new Error('no such file')) },
      microphone: withParts(microphone, {
        open: async (request, sink) => {
          const handle = await microphone.open(request, sink)
          opened.push('open')
          return withParts(handle, {
            close: () => {
              opened.push('close')
              handle.close()
            },
          })
        },
      }),
    }))
    log.start({ format: 'mp3' })
    expect(await log.next()).toBe('onError: operateRecorder:fail no such file')
    await bench.clock.sleep(500)
    expect(opened.slice(0, 2)).toEqual(['open', 'close'])
    expect(log.events).toHaveLength(1)
  })

  test('F14: an encoder that dies in the middle ends the recording', async (bench) => {
    const died = () => Promise.reject(new Error('it died'))
    const log = recorderOn(bench, withEncoder({ encode: died }))
    await log.started(PCM)
    expect(await log.next()).toBe('onError: operateRecorder:fail it died')
    await bench.clock.sleep(300)
    expect(log.events).toEqual(['onStart', 'onError: operateRecorder:fail it died'])
    log.manager.stop()
    expect(await log.next()).toBe(refusals.notStarted)
  })

  test('F14: an encoder that dies at the end', async (bench) => {
    const died = () => Promise.reject(new Error('it died'))
    const log = recorderOn(bench, withEncoder({ finish: died }))
    await log.started({ ...PCM, frameSize: 1 })
    await bench.clock.sleep(200)
    log.manager.stop()
    expect(await log.next()).toBe('onError: operateRecorder:fail it died')
    expect(log.frames.some(({ isLastFrame }) => isLastFrame)).toBe(false)
    expect(log.stops).toEqual([])
  })

  const FULL =
    'onError: operateRecorder:fail the maximum size of the file storage limit is exceeded'

  test('F14: a disk that is full from the beginning, or at the end', async (bench) => {
    const full = () => Promise.reject(new FileError('full'))
    for (const broken of [{ write: full }, { end: full }]) {
      const log = recorderOn(bench, ({ files }) => ({
        files: withParts(files, { createWriter: () => withParts(files.createWriter(), broken) }),
      }))
      await log.started({ ...PCM, duration: 300 })
      expect(await log.next()).toBe(FULL)
      await bench.clock.sleep(300)
      expect(log.events).toEqual(['onStart', FULL])
    }
  })

  test(
    'F14: a disk that is full after a while',
    {
      needs: ['small-disk'],
      otherwise: async ({ recorder }) => {
        const log = recorder()
        await log.started(PCM)
        await log.stopped()
      },
    },
    async ({ clock, recorder }) => {
      const log = recorder()
      const options = { ...PCM, sampleRate: 48_000, encodeBitRate: 64_000, numberOfChannels: 2 }
      await log.started({ ...options, duration: 600_000 })
      await clock.sleep(200_000)
      expect(await log.next()).toBe(FULL)
      // What it held is free again.
      await log.started({ ...options, duration: 1000 })
      expect(await log.next()).toBe('onStop')
    },
  )

  for (const state of ['starting', 'recording', 'paused', 'stopping']) {
    test(`F14: the host goes while it is ${state}`, async ({ clock, host, recorder }) => {
      const log = recorder()
      log.start({ ...PCM, frameSize: 0.5 })
      if (state !== 'starting') {
        expect(await log.next()).toBe('onStart')
        await clock.sleep(150)
      }
      if (state === 'paused') {
        log.manager.pause()
        expect(await log.next()).toBe('onPause')
      }
      if (state === 'stopping') log.manager.stop()
      const told = log.next()
      await host.dispose()
      expect(await told).toBe('onError: operateRecorder:fail interrupted')
      log.start(PCM)
      expect(await log.next()).toMatch(/^onError: operateRecorder:fail/)
      expect(log.stops).toEqual([])
      expect(log.frames.some(({ isLastFrame }) => isLastFrame)).toBe(false)
    })
  }

  test('F10, F11, F13, F14: listeners that throw change nothing', async (bench) => {
    const { clock, recorder, takeErrors, takeLog, wx } = bench
    const log = recorder()
    const manager = wx.getRecorderManager()
    const thrower = (name: string) => () => {
      throw new Error(name)
    }
    manager.onStart(thrower('start'))
    manager.onPause(thrower('pause'))
    manager.onResume(thrower('resume'))
    manager.onFrameRecorded(thrower('frame'))
    manager.onError(thrower('error'))
    manager.start({ ...PCM, duration: 400, frameSize: 100 })
    // Refused errors come at once, events when they are due: the last of all is the file.
    manager.start(PCM)
    const stopped = log.next()
    await clock.sleep(250)
    manager.pause()
    await clock.sleep(50)
    manager.resume()
    expect(await stopped).toBe('onStop')
    expect(log.stops).toMatchObject([{ duration: 400 }])
    const at = (name: string) => `at RecorderManager.${name} callback function`
    expect(takeErrors()).toEqual([
      `error; ${at('onError')}`,
      `start; ${at('onStart')}`,
      `pause; ${at('onPause')}`,
      `resume; ${at('onResume')}`,
      `frame; ${at('onFrameRecorded')}`,
    ])
    expect(takeLog()).toHaveLength(5)
  })
})
