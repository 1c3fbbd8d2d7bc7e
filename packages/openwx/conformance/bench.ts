import { expect } from 'vitest'
import type { BackgroundAudioManager } from '../src/api/audio/background-audio-manager.js'
import type { ConnectSocketOptions } from '../src/api/network/connect-socket.js'
import type {
  DownloadFileOptions,
  DownloadFileResult,
  DownloadProgress,
} from '../src/api/network/download-file.js'
import type { RequestOptions } from '../src/api/network/request.js'
import type {
  UploadFileOptions,
  UploadFileResult,
  UploadProgress,
} from '../src/api/network/upload-file.js'
import type { AppConfig } from '../src/call/context.js'
import { createWx, type Wx } from '../src/create-wx.js'
import type { Host, LogPort } from '../src/ports/host.js'
import type { BenchAlbum } from './album.js'
import {
  CallLog,
  type Api,
  type Arguments,
  type Call,
  type OptionsOf,
  type RequestCall,
  type SuccessOf,
  type Until,
} from './call.js'
import type { Capability } from './conformance.js'
import { listenToAudio, type AudioLog } from './audio-log.js'
import { listenToRecorder, type RecorderLog } from './recorder-log.js'
import type { FixtureControl, Seen } from './server/fixture.js'
import { SocketLog, type SocketCall } from './socket-call.js'
import type { BenchUser, UserUnderTest } from './user.js'
import { withQuestions } from './user.js'
import { startTransfer, type TransferCall } from './transfer-call.js'
import { withParts } from './with-parts.js'

/** Makes one host able to run the cases. */
export interface HostUnderTest {
  readonly name: 'memory' | 'node' | 'chromium' | 'chromium-gateway'
  /** Why it cannot do what it cannot do: the reason stands in docs/coverage.md. */
  readonly lacks: Partial<Record<Capability, string>>
  /** What it can do and this set-up cannot show; the case's `otherwise` runs and nothing is noted. */
  readonly unshown?: Partial<Record<Capability, string>>
  /** Origins of the fixture server for a name of server/names.ts or the loopback address. */
  readonly origins: {
    http(name: string): string
    /** With the capability `any-origin`, a name may have a port: `h.test:8080`. */
    https(name: string): string
    /** Nobody listens there. */
    readonly refused: string
  }
  /** Where WebSockets reach the server, when that is elsewhere. @default origins */
  readonly socketOrigins?: HostUnderTest['origins']
  /** A fresh machine for one case, with its time and the server's control; `./package` is its package. */
  setUp(): {
    readonly host: Host
    /** Another host for the same machine, with what the first one kept. */
    readonly restart: () => Host
    readonly clock: BenchClock
    readonly server: FixtureControl
    readonly user: UserUnderTest
    readonly album: BenchAlbum & {
      /** Stops looking. */
      leave?(): void
    }
    /** What the machine still holds of this run: asked once the host has been disposed of. */
    readonly leftovers?: () => string[]
  }
}

export interface BenchClock {
  /** Lets that much time pass: really, or on the memory host's own clock. */
  sleep(delayMs: number): Promise<void>
  /** Waits for something that is bound to happen. */
  readonly until: Until
}

/** What a case works with: a host of its own, a program on it, and the server's other side. */
export interface Bench {
  readonly hostName: HostUnderTest['name']
  /** Disposed of when the case ends. */
  readonly host: Host
  /**
   * Disposes of the host and makes another one for the same machine, as when the program is started again: with what was
   * saved. Programs are then made on that one.
   */
  restart(): Promise<Host>
  /** A program with the defaults of {@link createWx}. */
  readonly wx: Wx
  /** Another program, on the same host unless one is given. Domains are not checked unless `app` says `urlCheck: true`. */
  createWx(app?: AppConfig, host?: Host): Wx
  /**
   * Calls `wx.request`. A `url` that begins with `/` is a path of the fixture server.
   * @param wx The program that calls. @default this.wx
   */
  request(options: Arguments<RequestOptions>, wx?: Wx): RequestCall
  /** The same with `wx.uploadFile`. */
  upload(
    options: Arguments<UploadFileOptions>,
    wx?: Wx,
  ): TransferCall<UploadFileResult, UploadProgress>
  /** The same with `wx.downloadFile`. */
  download(
    options: Arguments<DownloadFileOptions>,
    wx?: Wx,
  ): TransferCall<DownloadFileResult, DownloadProgress>
  /**
   * Calls `wx.connectSocket` and listens to its task. A `url` that begins with `/` is a path of the fixture
   * server, by `ws:`.
   */
  socket(options: Arguments<ConnectSocketOptions>, wx?: Wx): SocketCall
  /** Listens to the recorder of a program. @param wx @default this.wx */
  recorder(wx?: Wx): RecorderLog
  /** A sound of a program, with its events recorded. @param wx @default this.wx */
  audio(wx?: Wx): AudioLog
  /** Its background track, likewise; with a title already. @param wx @default this.wx */
  backgroundAudio(wx?: Wx): AudioLog<BackgroundAudioManager>
  /** Calls any function that takes the three callbacks. */
  call<F extends Api>(
    api: F,
    options: Arguments<OptionsOf<F>>,
  ): Call<SuccessOf<OptionsOf<F>>, ReturnType<F>>
  readonly server: BenchServer
  readonly clock: BenchClock
  readonly user: BenchUser
  readonly album: BenchAlbum
  /** What `App.onError` heard since it was last asked. A case that ends with any left fails. */
  takeErrors(): string[]
  /** What was written to the host's log since it was last asked. The same holds. */
  takeLog(): string[]
}

/** The fixture server as one case sees it: its paths are in server/routes.ts. */
export interface BenchServer {
  /** `url('/echo')`: an `http:` URL whose requests only this case sees. @param name Host name. */
  url(path: string, name?: string): string
  /** The same by `https:`, for `h.test`, `x.test` and `sub.h.test`. */
  secureUrl(path: string, name?: string): string
  /** As a domain list names it. */
  secureOrigin(name?: string): string
  /** A URL whose port nobody listens on. */
  readonly refusedUrl: string
  /** A URL whose host name does not exist. */
  readonly unknownUrl: string
  /** The same for WebSockets: `ws:` and `wss:`. */
  readonly sockets: Pick<
    BenchServer,
    'url' | 'secureUrl' | 'secureOrigin' | 'refusedUrl' | 'unknownUrl'
  >
  /** Resolves with the requests of this case, as soon as `atLeast` have arrived. */
  seen(atLeast?: number): Promise<readonly Seen[]>
  /** Lets `count` of the waits in `/hold` and `/chunks` go on, those to come included. */
  release(count?: number): Promise<void>
  /** Resolves when the server has no exchange of this case open: ended, or given up by the client. */
  idle(): Promise<void>
}

const LOOPBACK = '127.0.0.1'

let cases = 0

const createUrls = (origins: HostUnderTest['origins'], key: string) => ({
  url: (path: string, name = LOOPBACK) => `${origins.http(name)}/~${key}${path}`,
  secureUrl: (path: string, name = 'h.test') => `${origins.https(name)}/~${key}${path}`,
  secureOrigin: (name = 'h.test') => origins.https(name),
  refusedUrl: `${origins.refused}/~${key}/echo`,
  unknownUrl: 'http://nowhere.invalid/',
})

/** `http:` becomes `ws:`, and `https:` `wss:`. */
const forSockets = ({ http, https, refused }: HostUnderTest['origins']) => {
  const toSocket = (origin: string) => origin.replace(/^http/, 'ws')
  return {
    http: (name: string) => toSocket(http(name)),
    https: (name: string) => toSocket(https(name)),
    refused: toSocket(refused),
  }
}

const createServer = (
  { origins, socketOrigins = origins }: HostUnderTest,
  server: FixtureControl,
  until: Until,
): BenchServer => {
  cases += 1
  const key = `${Date.now().toString(36)}-${cases}`
  return {
    ...createUrls(origins, key),
    sockets: { ...createUrls(forSockets(socketOrigins), key), unknownUrl: 'ws://nowhere.invalid/' },
    seen: (atLeast) => until(server.seen(key, atLeast)),
    release: (count) => server.release(key, count),
    idle: () => until(server.idle(key)),
  }
}

/** A case about wrong arguments may hand over anything. */
const isPath = (url: unknown) => typeof url === 'string' && url.startsWith('/')

const takeAll = (texts: string[]) => texts.splice(0, texts.length)

/** Sets a bench up, runs the case, and sees that it leaves nothing behind. */
export const onBench = async (
  target: HostUnderTest,
  body: (bench: Bench) => void | Promise<void>,
): Promise<void> => {
  const machine = target.setUp()
  const { clock, server: control, leftovers = () => [] } = machine
  const errors: string[] = []
  const log: string[] = []
  const questions: string[] = []
  const server = createServer(target, control, clock.until)
  const calls = new CallLog(clock.until)
  const sockets = new SocketLog(calls, clock.until)
  const ownLog: LogPort = {
    warn: (message) => log.push(message),
    error: (message) => log.push(message),
  }
  const watched = (host: Host) =>
    withParts(host, { log: ownLog, user: withQuestions(host.user, questions) })
  const hosts = [watched(machine.host)]
  const [host] = hosts as [Host]
  const create = (app: AppConfig = {}, on = host) =>
    createWx(on, { urlCheck: false, onError: ({ message }) => errors.push(message), ...app })
  const wx = create()
  /** The options with the whole URL. */
  const located = <O extends { url: string }>(options: O): O =>
    isPath(options.url) ? { ...options, url: server.url(options.url) } : options
  const bench: Bench = {
    hostName: target.name,
    host,
    wx,
    createWx: create,
    server,
    clock,
    request: (options, program = wx) => calls.request(program.request, located(options)),
    upload: (options, program = wx) =>
      startTransfer(calls, clock.until, program.uploadFile, located(options)),
    download: (options, program = wx) =>
      startTransfer(calls, clock.until, program.downloadFile, located(options)),
    socket: (options, program = wx) =>
      sockets.connect(program.connectSocket, {
        ...options,
        url: isPath(options.url) ? server.sockets.url(options.url) : options.url,
      }),
    user: {
      will: (answers) => Object.assign(machine.user.answers, answers),
      takeQuestions: () => takeAll(questions),
      tap: (action) => machine.user.tap(action),
      looksAt: () => machine.user.looksAt(),
      reads: () => machine.user.reads(),
    },
    album: machine.album,
    restart: async () => {
      await hosts.at(-1)?.dispose()
      const next = watched(machine.restart())
      hosts.push(next)
      return next
    },
    recorder: (program = wx) => listenToRecorder(program.getRecorderManager(), clock.until),
    audio: (program = wx) => listenToAudio(program.createInnerAudioContext(), clock.until),
    backgroundAudio: (program = wx) => {
      const log = listenToAudio(program.getBackgroundAudioManager(), clock.until)
      log.audio.title = 'A tone'
      return log
    },
    call: (api, options) => calls.start(api, options),
    takeErrors: () => takeAll(errors),
    takeLog: () => takeAll(log),
  }
  try {
    await body(bench)
    expect(errors, 'errors that the case did not take').toEqual([])
    expect(log, 'log lines that the case did not take').toEqual([])
  } finally {
    for (const each of hosts) {
      await each.dispose()
      await each.dispose()
    }
    machine.user.leave?.()
    machine.album.leave?.()
  }
  expect(leftovers(), 'files, descriptors and object URLs that outlived the host').toEqual([])
  await server.idle()
  calls.verify()
  sockets.verify()
}
