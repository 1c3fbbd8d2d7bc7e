import type { AppConfig } from '../src/call/context.js'
import type { Host } from '../src/ports/host.js'
import type { PreviewRequest } from '../src/ports/pictures.js'
import type { Bench } from './bench.js'
import { withParts } from './with-parts.js'

/** A program, and what its host is asked to show. */
export const watchedPreviews = (bench: Bench, app: AppConfig = {}, parts: Partial<Host> = {}) => {
  const requests: PreviewRequest[] = []
  const pictures = withParts(bench.host.pictures, {
    preview: (request) => {
      requests.push(request)
      return Promise.resolve()
    },
  })
  return { requests, wx: bench.createWx(app, withParts(bench.host, { pictures, ...parts })) }
}
