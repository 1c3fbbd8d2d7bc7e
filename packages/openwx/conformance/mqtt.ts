import mqtt from 'mqtt'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { onBench, type HostUnderTest } from './bench.js'
import { withGlobal } from './global-wx.js'

/** The MQTT broker of the fixture server, as a page knows it. */
export interface RemoteBroker {
  /** Its URLs for a client that uses `wx.connectSocket`. */
  readonly urls: readonly string[]
  stop(): Promise<void>
  start(): Promise<void>
}

const MESSAGES = 1000
const TOPIC = 'openwx/mqtt'
const RECONNECT_MS = 50
const PATIENCE_MS = 30_000

const eventually = (assertion: () => void) =>
  vi.waitFor(assertion, { timeout: PATIENCE_MS, interval: RECONNECT_MS })

/** What message number `i` holds: text of growing length, and every byte in every third. */
const payloadOf = (i: number, round: string): Buffer | string =>
  i % 3 === 0
    ? (Uint8Array.from({ length: 256 + i }, (_, at) => at + i) as Buffer)
    : `${round} ${i} 消息 ${'x'.repeat(i)}`

const hexOf = (payload: Uint8Array | string) =>
  Array.from(typeof payload === 'string' ? new TextEncoder().encode(payload) : payload, (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/**
 * A real MQTT client over its own WeChat transport. In pages only: in Node that transport sends the whole pool
 * behind a Buffer, in WeChat there is none.
 */
export const runMqtt = (target: HostUnderTest, broker: RemoteBroker): void => {
  describe('sockets, driven by mqtt', () => {
    for (const url of broker.urls) {
      const [scheme = ''] = url.split(':')
      it(`carries ${MESSAGES} messages each way over ${scheme}:, and goes on after the broker was away`, () =>
        onBench(target, (bench) =>
          withGlobal(bench, async () => {
            await broker.stop()
            await broker.start()
            const client = mqtt.connect(url, {
              reconnectPeriod: RECONNECT_MS,
              timerVariant: 'native',
            })
            onTestFinished(() => void client.end(true))
            const told = { connect: 0, close: 0 }
            client.on('connect', () => (told.connect += 1))
            client.on('close', () => (told.close += 1))
            // Each attempt to reach a broker that is not there is one.
            client.on('error', () => undefined)
            let received: string[] = []
            client.on('message', (_topic, payload) => received.push(hexOf(payload)))
            /** QoS 1 up, acknowledged, and the same down again. */
            const exchange = async (round: string) => {
              const payloads = Array.from({ length: MESSAGES }, (_, i) => payloadOf(i, round))
              received = []
              await Promise.all(
                payloads.map((payload) => client.publishAsync(TOPIC, payload, { qos: 1 })),
              )
              await eventually(() => expect(received).toHaveLength(MESSAGES))
              expect(received).toEqual(payloads.map(hexOf))
            }

            await eventually(() => expect(told.connect).toBe(1))
            expect(await client.subscribeAsync(TOPIC, { qos: 1 })).toMatchObject([{ qos: 1 }])
            await exchange('first')

            await broker.stop()
            // The loss, and an attempt in vain.
            await eventually(() => expect(told.close).toBeGreaterThan(1))
            expect(client.connected).toBe(false)
            await broker.start()
            await eventually(() => expect(told.connect).toBe(2))
            await exchange('second')

            await client.endAsync()
            // The transport closes what has closed already, and does not ask how that went.
            expect(new Set(bench.takeLog())).toEqual(
              new Set(['closeSocket:fail wcwss taskID not exist']),
            )
          }),
        ))
    }
  })
}
