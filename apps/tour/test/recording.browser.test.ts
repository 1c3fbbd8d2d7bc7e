import { beforeAll, beforeEach, expect, it } from 'vitest'
import { writeToneFile } from './tone-file.js'
import { SOON, useTour } from './use-tour.js'

const RECORD = 'pages/record/record'

const { program, at, kinds, phases, briefOf, fact, choose, fill, run, detail } = useTour(
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-audio-capture=${writeToneFile()}`,
)

const state = () => at('[data-part="live"]').getAttribute('data-recording')
const frames = async () => Number(await fact('frames'))
const stop = () => at('[data-action="abort"]').click()
const seconds = async (name: string) => parseFloat((await fact(name)) ?? '')

beforeAll(async () => {
  await program().open('pages/permission/permission')
  await at('wx-button[data-scope="scope.record"]').click()
  await program().page.locator('[data-openwx-dialog="scope"] .accept').click()
  await at('wx-view[data-scope="scope.record"][data-reply="allowed"]').first().waitFor()
})
beforeEach(async () => {
  await program().open(RECORD)
})

it('shows the level of PCM while it comes, and pauses', async () => {
  await choose('pcm')
  await run()
  await expect.poll(frames, SOON).toBeGreaterThan(5)
  // Half of full scale is −6 of 60 decibels.
  await expect
    .poll(() => at('[data-part="level"]').getAttribute('data-level'), SOON)
    .toMatch(/^(89|90|91)$/)
  expect(await at('[data-part="bar"]').count()).toBeGreaterThan(5)
  await at('[data-action="hold"]').click()
  await expect.poll(state, SOON).toBe('paused')
  const before = await frames()
  await at('[data-action="hold"]').click()
  await expect.poll(state, SOON).toBe('recording')
  await expect.poll(frames, SOON).toBeGreaterThan(before + 2)
  await stop()
  await expect.poll(state, SOON).toBe('done')
  expect(await fact('frameBytes')).toBe(await fact('size'))
  expect(await phases()).toEqual([
    ...['call', 'start', 'frame', 'pause', 'resume', 'frame', 'stop'],
  ])
})

it.each([
  ['mp3', 'MP3', '44100 Hz, mono', '128 kbit/s'],
  ['wav', 'WAV', '48000 Hz, stereo', '1536 kbit/s'],
  ['short', 'MP3', '16000 Hz, mono', '48 kbit/s'],
])('%s: the file is what was asked for', async (preset, format, rate, bitRate) => {
  await choose(preset)
  await run()
  await expect.poll(state, SOON).toMatch(/recording|done/)
  if (preset === 'mp3') await expect.poll(frames, SOON).toBeGreaterThan(2)
  if (preset !== 'short') await stop()
  await expect.poll(() => at('[data-part="result"]').count(), SOON).toBe(1)
  expect([await fact('format'), await fact('rate'), await fact('bitRate')]).toEqual([
    format,
    rate,
    bitRate,
  ])
  if (preset === 'short') expect(await seconds('told')).toBe(1)
  expect(Math.abs((await seconds('seconds')) - (await seconds('told')))).toBeLessThan(0.2)
  expect(await at('[data-fact="stray"]').count()).toBe(0)
})

it('aac: without frames, and the server gets it whole', async () => {
  await choose('aac')
  await run()
  await expect.poll(state, SOON).toBe('recording')
  await stop()
  await expect.poll(() => at('[data-part="result"]').count(), SOON).toBe(1)
  expect([await fact('format'), await fact('rate')]).toEqual(['AAC (ADTS)', '44100 Hz, mono'])
  expect(await kinds()).toEqual(['call', 'start', 'stop'])
  await at('[data-action="upload"]').click()
  const { fileSize } = (await detail('stop')) as { fileSize: number }
  await expect.poll(() => at('[data-fact="sent"]').count(), SOON).toBe(1)
  expect(await fact('sent')).toMatch(new RegExp(`^${fileSize} bytes, SHA-256 [0-9a-f]{64}$`))
})

it('plays what it recorded, to its end', async () => {
  await choose('short')
  await run()
  await expect.poll(() => at('[data-part="result"]').count(), SOON).toBe(1)
  const playing = () => at('[data-action="play"]').getAttribute('data-playing')
  expect(await playing()).toBe('false')
  await at('[data-action="play"]').click()
  await expect.poll(playing, SOON).toBe('true')
  await expect.poll(() => briefOf('ended'), SOON).toMatch(/^(0\.9|1\.)/)
  expect(await playing()).toBe('false')
})

it('voice: startRecord ends with its file, which is kept', async () => {
  await choose('voice')
  await run()
  await expect.poll(state, SOON).toBe('starting')
  await at('[data-action="abort"]').click()
  await expect.poll(() => at('[data-part="result"]').count(), SOON).toBe(1)
  expect(await fact('format')).toBe('MP3')
  await at('[data-action="save"]').click()
  await expect.poll(() => fact('path'), SOON).toMatch(/store/)
})

it('says why it does not record', async () => {
  await choose('refused')
  await run()
  await expect.poll(state, SOON).toBe('failed')
  expect(await briefOf('error')).toBe('operateRecorder:fail:start record fail')
  await fill('frameSize', '-1')
  expect(await at('[data-part="error"]').textContent()).toBe('A number above 0')
})
