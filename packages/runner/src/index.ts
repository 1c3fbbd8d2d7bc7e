/** The `openwx` command as a library: tests and other tools start its servers themselves. */
export { main } from './cli/main.js'
export type { Io, Status } from './cli/io.js'
export { CompileError } from './compile/diagnostics.js'
export { readProject } from './compile/project.js'
export type { Project } from './compile/project.js'
export { startDevServer } from './vite/server.js'
export type { DevServer, DevServerOptions } from './vite/server.js'
