import { once } from 'node:events'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { forwardBody } from './body.js'

const options = { maxBytes: Infinity, onProgress: () => {}, onTooLarge: () => {} }

describe('a body on its way', () => {
  it('arrives whole', async () => {
    expect(await text(forwardBody(Readable.from(['one ', 'two']), options))).toBe('one two')
  })
  it('stops its source while nobody reads it, and goes on when somebody does', async () => {
    const pieces = 1000
    let produced = 0
    const source = new Readable({
      read() {
        this.push(produced++ < pieces ? Buffer.alloc(1024) : null)
      },
    })
    const body = forwardBody(source, options)
    body.read(0)
    await once(source, 'pause')
    expect(produced).toBeLessThan(pieces)
    expect((await text(body)).length).toBe(pieces * 1024)
  })
  it('that is no longer wanted is read and thrown away', async () => {
    const source = Readable.from(Array.from({ length: 1000 }, () => Buffer.alloc(1024)))
    const body = forwardBody(source, options)
    body.destroy()
    await once(source, 'end')
  })
  it('breaks off with its source', async () => {
    const source = new Readable({ read: () => {} })
    const body = forwardBody(source, options)
    const read = text(body)
    source.destroy()
    await expect(read).rejects.toThrow('broke')
  })
})
