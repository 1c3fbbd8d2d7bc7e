import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

export type TempProgram = {
  readonly dir: string
  write(file: string, text: string): void
}

/** A program in a folder that is deleted after the test. */
export const tempProgram = (files: Readonly<Record<string, string>>): TempProgram => {
  const dir = mkdtempSync(path.join(tmpdir(), 'openwx-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(path.join(dir, file), text)
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  return { dir, write }
}
