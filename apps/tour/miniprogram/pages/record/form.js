// The state of the form, and the call that it stands for.
const { onlySet } = require('../../utils/form')
const texts = require('./texts')

const APIS = ['getRecorderManager', 'startRecord']
const FORMATS = ['mp3', 'aac', 'wav', 'PCM']
const CHANNELS = ['1', '2']
const RATES = ['8000', '11025', '12000', '16000', '22050', '24000', '32000', '44100', '48000']

const createForm = (changes) =>
  Object.assign(
    {
      api: APIS[0],
      format: 'mp3',
      sampleRate: '16000',
      channels: '1',
      bitRate: '48000',
      frameSize: '',
      duration: '',
    },
    changes,
  )

/** A number above 0, or undefined when the field is empty or wrong. */
const readNumber = (text, name, problems, { whole }) => {
  if (text.trim() === '') return undefined
  const value = Number(text)
  if (value > 0 && (!whole || Number.isInteger(value))) return value
  problems[name] = whole ? texts.problems.number : texts.problems.size
  return undefined
}

/** Options for the call, and what is wrong. */
const readForm = (form) => {
  if (form.api === 'startRecord') return { api: form.api, options: {}, problems: {}, ready: true }
  const problems = {}
  const options = onlySet({
    format: form.format,
    sampleRate: Number(form.sampleRate),
    numberOfChannels: Number(form.channels),
    encodeBitRate: readNumber(form.bitRate, 'bitRate', problems, { whole: true }),
    frameSize: readNumber(form.frameSize, 'frameSize', problems, { whole: false }),
    duration: readNumber(form.duration, 'duration', problems, { whole: true }),
  })
  return { api: form.api, options, problems, ready: Object.keys(problems).length === 0 }
}

module.exports = { APIS, FORMATS, CHANNELS, RATES, createForm, readForm }
