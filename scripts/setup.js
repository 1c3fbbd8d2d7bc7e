import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root, run, runNpm, SetupError } from './run.js'

const readLock = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Compares package-lock.json with npm's own record of what stands in node_modules. */
export const dependenciesAreInstalled = () => {
  const wanted = readLock('package-lock.json')
  const installed = readLock('node_modules/.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '') return true
    const found = installed[place]
    // Optional packages are those of other platforms.
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** Installs what package-lock.json names, unless it is there already. */
export const ensureDependencies = async () => {
  if (dependenciesAreInstalled()) return
  console.error('Installing dependencies (npm ci) …')
  const status = await runNpm(['ci', '--no-audit', '--no-fund'], { quiet: true })
  if (status !== 0) throw new SetupError('npm ci failed; its output stands above.')
}

const chromiumNames = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'],
  win32: [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

const chromiumPlaces = () => {
  const { env } = process
  if (process.platform === 'darwin') {
    return ['/Applications', path.join(env.HOME ?? '', 'Applications')].flatMap((folder) =>
      chromiumNames.darwin.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
    )
  }
  if (process.platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((folder) => chromiumNames.win32.map((name) => path.join(folder, name)))
  }
  const folders = new Set([
    ...(env.PATH ?? '').split(':'),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
  ])
  return chromiumNames.linux.flatMap((name) =>
    [...folders].filter(Boolean).map((folder) => path.join(folder, name)),
  )
}

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * The path of a browser of Chromium's family: `CHROMIUM_PATH` or `CHROME_PATH`, else the usual
 * places of this system.
 * @returns {string | undefined} undefined when there is none.
 */
export const findChromium = () => {
  for (const name of ['CHROMIUM_PATH', 'CHROME_PATH']) {
    const given = process.env[name]
    if (!given) continue
    if (!isProgram(given)) throw new SetupError(`${name} is ${given}, which is not a program.`)
    return given
  }
  return chromiumPlaces().find(isProgram)
}

const aptGet = () => {
  if (!existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return undefined
  if (process.getuid() === 0) return ['apt-get']
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
  return status === 0 ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND', 'apt-get'] : undefined
}

/** Installs a package of Debian's where that needs no questions; whether it did. */
const installed = async (name) => {
  const apt = aptGet()
  if (!apt) return false
  console.error(`Installing ${name} (apt-get install ${name}) …`)
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, quiet: true }
  const [file, ...args] = apt
  const status =
    (await run(file, [...args, 'update'], options)) ||
    (await run(file, [...args, 'install', '-y', '--no-install-recommends', name], options))
  return status === 0
}

/** Finds Chromium, installs it where that needs no questions, and returns its path. */
export const ensureChromium = async () => {
  const found = findChromium()
  if (found) return found
  const fresh = (await installed('chromium')) ? findChromium() : undefined
  if (fresh) return fresh
  throw new SetupError(
    'The browser tests need Chromium, Chrome or Edge: install one, or set CHROMIUM_PATH to its program.',
  )
}

/** Places where nginx is installed; the tests against it skip themselves where it is in none. */
const nginxPlaces = ['/usr/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx']

/** Installs nginx where that needs no questions: a server that is not ours, for the tests. */
export const tryNginx = async () => {
  if (!nginxPlaces.some(isProgram)) await installed('nginx')
}
