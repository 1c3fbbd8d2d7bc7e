import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { reportAndFail, root, runNpm, SetupError } from './run.js'
import { ensureDependencies } from './setup.js'

/** What is built, in this order: the runner compiles against the declarations of the library. */
const packages = [
  { name: 'openwx', after: [] },
  { name: 'runner', after: ['openwx'] },
]

const outsideTheBuild = new Set(['dist', 'node_modules', 'test', 'conformance', 'types-test'])

const folderOf = (name) => path.join(root, 'packages', name)
const stampOf = (name) => path.join(folderOf(name), 'dist', '.built')

const modified = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** The latest change in a folder. A folder's own time counts too: it moves when a file goes. */
const latestChange = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !outsideTheBuild.has(entry.name))
    .reduce((latest, entry) => {
      const place = path.join(folder, entry.name)
      return Math.max(latest, modified(place), entry.isDirectory() ? latestChange(place) : 0)
    }, 0)

const isUpToDate = ({ name, after }) => {
  const built = modified(stampOf(name))
  const inputs = [
    latestChange(folderOf(name)),
    modified(path.join(root, 'tsconfig.base.json')),
    modified(path.join(root, 'package-lock.json')),
    ...after.map((other) => modified(stampOf(other))),
  ]
  return built > 0 && inputs.every((time) => time <= built)
}

/** Builds each workspace whose sources are newer than its last build. */
export const build = async () => {
  for (const item of packages) {
    if (isUpToDate(item)) continue
    // Taken before the build, so that a file saved meanwhile is built next time.
    const started = new Date()
    console.error(`Building packages/${item.name} …`)
    const status = await runNpm(['run', 'build', '-w', `packages/${item.name}`], { quiet: true })
    if (status !== 0) throw new SetupError(`packages/${item.name} does not build; see above.`)
    writeFileSync(stampOf(item.name), '')
    utimesSync(stampOf(item.name), started, started)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureDependencies().then(build).catch(reportAndFail)
}
