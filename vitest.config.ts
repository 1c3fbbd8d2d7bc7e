import { availableParallelism } from 'node:os'
import path from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import { configDefaults, defineConfig } from 'vitest/config'
import { chromiumArgs } from './scripts/chromium-args.js'
import { writeToneFile } from './packages/openwx/conformance/server/tone-file.js'
import { findChromium } from './scripts/setup.js'

// Tests that start Chromium by themselves read this variable too.
const chromium = findChromium()
if (chromium !== undefined) process.env.CHROMIUM_PATH = chromium

const fixtureArgs = [
  ...chromiumArgs,
  // The fixture server answers for every name of the reserved domain `test`, with its own certificate.
  '--host-resolver-rules=MAP *.test 127.0.0.1',
  '--ignore-certificate-errors',
  // A user who has touched every page; what happens before, a test with a browser of its own shows.
  '--autoplay-policy=no-user-gesture-required',
  // A user who lets every page listen, and a microphone that hears a tone.
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${writeToneFile(path.resolve('node_modules/.cache/openwx'))}`,
]

const conformance = 'packages/openwx/conformance'
/** Far more than any case takes; two busy cores make the largest ones take ten seconds. */
const CASE_TIMEOUT_MS = 60_000
const UNIT_TIMEOUT_MS = 20_000
const PROGRAM_TIMEOUT_MS = 90_000
const POLL_TIMEOUT_MS = 20_000
/**
 * How often a test of real time, a real browser or a real network is tried again: one of thousands meets a machine that stands
 * still at the wrong moment. The reporter names each that needed it.
 */
const RETRIES = 2

/** The conformance cases in a page; the file says how that page reaches the network. */
const inChromium = (name: string, file: string, setUp: string) => ({
  extends: true as const,
  // Found in the middle of a run, they would make the page load again.
  optimizeDeps: {
    include: [
      'axios',
      'axios-0',
      'axios-miniprogram-adapter',
      'hls.js',
      'mqtt',
      'mediabunny',
      '@mediabunny/aac-encoder',
      'wasm-media-encoders',
    ],
  },
  test: {
    // The instance below carries the name that `--project` takes.
    name: `${name} pages`,
    include: [`${conformance}/${file}`],
    globalSetup: [`${conformance}/server/${setUp}`],
    testTimeout: CASE_TIMEOUT_MS,
    retry: RETRIES,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { ...(chromium && { executablePath: chromium }), args: fixtureArgs },
      }),
      instances: [{ browser: 'chromium' as const, name }],
    },
  },
})

export default defineConfig({
  test: {
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
            'scripts/**/*.test.js',
            'apps/**/*.test.js',
          ],
          exclude: [...configDefaults.exclude, '**/*.browser.test.ts'],
          testTimeout: UNIT_TIMEOUT_MS,
          // Some have a real server or a real disk.
          retry: RETRIES,
        },
      },
      {
        extends: true,
        test: {
          name: 'memory',
          include: [`${conformance}/memory.test.ts`],
          testTimeout: CASE_TIMEOUT_MS,
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          include: [`${conformance}/node.test.ts`],
          globalSetup: [`${conformance}/server/global-setup.ts`],
          testTimeout: CASE_TIMEOUT_MS,
          retry: RETRIES,
        },
      },
      inChromium('chromium', 'chromium.test.ts', 'global-setup.ts'),
      inChromium('chromium-gateway', 'gateway.test.ts', 'gateway-setup.ts'),
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['packages/*/test/**/*.browser.test.ts', 'apps/**/*.browser.test.ts'],
          testTimeout: PROGRAM_TIMEOUT_MS,
          retry: RETRIES,
          hookTimeout: PROGRAM_TIMEOUT_MS,
          expect: { poll: { timeout: POLL_TIMEOUT_MS } },
          fileParallelism: false,
        },
      },
    ],
  },
})
