import { createAacCodec } from '../shared/encoders/aac.js'
import { serveEncoder } from './serve-encoder.js'

serveEncoder(createAacCodec)
