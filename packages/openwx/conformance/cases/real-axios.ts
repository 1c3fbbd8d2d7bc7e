import axios1 from 'axios'
import axios0 from 'axios-0'
import adapterModule from 'axios-miniprogram-adapter'
import { expect } from 'vitest'
import type { Bench } from '../bench.js'
import { conformance } from '../conformance.js'
import { withGlobal } from '../global-wx.js'

/** Its declarations are those of a CommonJS module, its code is not. */
const adapter = adapterModule as unknown as (
  config: object,
  options: { transformRequestOption(option: { header: object }): object },
) => Promise<unknown>

/** The little of axios that both of its lines share and these cases use. */
interface Client {
  get(url: string, config?: object): Promise<Answer>
  post(url: string, data?: unknown, config?: object): Promise<Answer>
  interceptors: {
    request: { use(change: (config: Config) => Config): unknown }
    response: { use(change: (answer: Answer) => Answer): unknown }
  }
}
interface Config {
  params?: Record<string, unknown>
}
interface Answer {
  status: number
  data: unknown
}
interface Failure {
  message: string
  code?: string
  response?: Answer
}

const lines = {
  'axios 0.27': axios0,
  'axios 1': axios1,
} as unknown as Record<
  string,
  {
    create(config: object): Client
    CancelToken: { source(): { token: unknown; cancel(message: string): void } }
  }
>

const failureOf = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.fail('it succeeded'),
    (failure: unknown) => failure as Failure,
  )

export default conformance('request, driven by axios', ({ test }) => {
  for (const [line, axios] of Object.entries(lines)) {
    const client = ({ server }: Bench, config: object = {}) =>
      axios.create({
        adapter: (options: object) =>
          adapter(options, {
            // axios 1 has a class for headers, and `wx.request` takes a plain object only.
            transformRequestOption: (option) => ({ ...option, header: { ...option.header } }),
          }),
        baseURL: server.url(''),
        ...config,
      })

    test(`A01 by ${line}, GET with parameters, POST with JSON`, (bench) =>
      withGlobal(bench, async () => {
        const { until } = bench.clock
        const got = await until(client(bench).get('/echo', { params: { a: 1, b: 'x y' } }))
        expect(got).toMatchObject({ status: 200, data: { method: 'GET', url: '/echo?a=1&b=x+y' } })
        const posted = await until(
          client(bench).post('/echo', { a: 1 }, { headers: { 'x-a': '1' } }),
        )
        expect(posted.data).toMatchObject({
          method: 'POST',
          body: '{"a":1}',
          headers: { 'x-a': '1' },
        })
      }))

    test(`A04 by ${line}, POST with a form`, (bench) =>
      withGlobal(bench, async () => {
        const form = new URLSearchParams({ a: '1', b: 'x y' })
        const { data } = await bench.clock.until(client(bench).post('/echo', form))
        expect(data).toMatchObject({
          body: 'a=1&b=x+y',
          headers: {
            'content-type': expect.stringContaining('application/x-www-form-urlencoded') as string,
          },
        })
      }))

    test(`A11 by ${line}, a 404 is axios's to reject`, (bench) =>
      withGlobal(bench, async () => {
        const failure = await bench.clock.until(failureOf(client(bench).get('/status/404?body=no')))
        expect(failure.response).toMatchObject({ status: 404, data: 'no' })
      }))

    test(`A13 by ${line}, knows a time-out by its text`, (bench) =>
      withGlobal(bench, async () => {
        const failure = await bench.clock.until(
          failureOf(client(bench).get('/hold', { timeout: 50 })),
        )
        expect(failure).toMatchObject({
          code: 'ECONNABORTED',
          message: 'timeout of 50ms exceeded',
        })
      }))

    test(`A15 by ${line}, cancels`, (bench) =>
      withGlobal(bench, async () => {
        const source = axios.CancelToken.source()
        const failure = failureOf(client(bench).get('/hold', { cancelToken: source.token }))
        await bench.server.seen(1)
        source.cancel('enough')
        expect((await bench.clock.until(failure)).message).toBe('enough')
        await bench.server.idle()
      }))

    test(`A01 by ${line}, interceptors on both ways`, (bench) =>
      withGlobal(bench, async () => {
        const intercepted = client(bench)
        intercepted.interceptors.request.use((config) => ({ ...config, params: { added: 1 } }))
        intercepted.interceptors.response.use((answer) => ({ ...answer, data: 'changed' }))
        const { data } = await bench.clock.until(intercepted.get('/echo'))
        expect(data).toBe('changed')
        expect(await bench.server.seen(1)).toMatchObject([{ url: '/echo?added=1' }])
      }))
  }
})
