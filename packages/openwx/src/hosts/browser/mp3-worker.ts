import { createMp3Codec } from '../shared/encoders/mp3.js'
import { serveEncoder } from './serve-encoder.js'

serveEncoder(createMp3Codec)
