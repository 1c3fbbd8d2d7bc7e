import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/**
 * Runs a program in the repository and resolves with its exit status; never rejects on a status.
 * With `quiet`, output is kept back and shown only when the program fails.
 */
export const run = (file, args, { cwd = root, env = process.env, quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    })
    const kept = []
    child.stdout?.on('data', (chunk) => kept.push(chunk))
    child.stderr?.on('data', (chunk) => kept.push(chunk))
    child.once('error', reject)
    child.once('close', (status, signal) => {
      const ended = status ?? (signal ? 1 : 0)
      if (ended !== 0 && quiet) process.stderr.write(Buffer.concat(kept))
      resolve(ended)
    })
  })

/** Runs a JavaScript file with this same Node. */
export const runNode = (script, args, options) => run(process.execPath, [script, ...args], options)

/** Runs npm: the copy that started us, or else the one beside this Node. */
export const runNpm = (args, options) => {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return runNode(cli, args, options)
  // Windows has no npm program to spawn, only npm.cmd, which needs a shell.
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options)
    : run('npm', args, options)
}

/** A failure that is told to the user as one sentence, without a stack. */
export class SetupError extends Error {
  name = 'SetupError'
}

/** Prints a failure the way every script here does and makes the process end with status 1. */
export const reportAndFail = (error) => {
  console.error(error instanceof SetupError ? error.message : error)
  process.exitCode = 1
}
