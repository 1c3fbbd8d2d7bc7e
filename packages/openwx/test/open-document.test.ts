import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documents } from '../conformance/documents.js'
import type { DocumentToRead } from '../src/hosts/shared/answers.js'
import { createHost as createMemoryHost } from '../src/index.memory.js'
import { createHost, createWx } from '../src/index.node.js'

const filePath = 'wxfile://usr/a'

const openOn = (host: ReturnType<typeof createHost>) => {
  const wx = createWx(host)
  wx.getFileSystemManager().writeFileSync(filePath, documents.pdf.buffer)
  return new Promise<string>((resolve) => {
    wx.openDocument({ filePath, fileType: 'pdf', complete: ({ errMsg }) => resolve(errMsg) })
  })
}

it.each([
  ['Node', createHost],
  ['memory', createMemoryHost],
])('fails where nobody reads: on %s', async (_name, create) => {
  const host = create()
  expect(await openOn(host)).toBe(
    'openDocument:fail unsupported: nobody reads documents on this host; give it a function as answers.openDocument',
  )
  await host.dispose()
})

it('gives a reader on Node the file', async () => {
  const told: object[] = []
  const host = createHost({
    answers: {
      openDocument: ({ url, ...rest }: DocumentToRead) => {
        told.push({ ...rest, bytes: new Uint8Array(readFileSync(new URL(url))) })
      },
    },
  })
  expect(await openOn(host)).toBe('openDocument:ok')
  expect(told).toEqual([{ filePath, fileType: 'pdf', name: 'a.pdf', bytes: documents.pdf }])
  await host.dispose()
})

it('fails with what a reader throws', async () => {
  const openDocument = () => Promise.reject(new Error('no glasses'))
  const host = createHost({ answers: { openDocument } })
  expect(await openOn(host)).toBe('openDocument:fail no glasses')
  await host.dispose()
})
