import type { Bench } from './bench.js'

/** Lets a program that finds `wx` where WeChat puts it run on the bench's. */
export const withGlobal = async ({ wx }: Bench, program: () => Promise<void>): Promise<void> => {
  const global = globalThis as { wx?: unknown }
  const before = global.wx
  global.wx = wx
  try {
    await program()
  } finally {
    global.wx = before
  }
}
