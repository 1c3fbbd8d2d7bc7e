import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { vi } from 'vitest'

/** The program, or nothing where nginx is not installed: the tests that need it are then skipped. */
export const nginxProgram = ['/usr/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'].find(
  existsSync,
)

const START_TIMEOUT_MS = 10_000

export const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Started by root, its workers would be somebody who may not read our folder. */
const user = process.getuid?.() === 0 ? 'user root;' : ''

const configuration = (folder: string, http: string) => `
${user}
daemon off;
pid ${folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 256; }
http {
  types { application/json json; text/html html; text/javascript js; application/octet-stream bin; }
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${http}
}
`

const accepts = async (port: number) => {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}

/**
 * Runs nginx, whose files lie in `folder`.
 *
 * @param options `http`: what its block of that name has besides places and types. `port`: one that it listens on.
 * @returns What ends it.
 */
export const startNginx = async (
  folder: string,
  { http, port }: { http: string; port: number },
): Promise<() => Promise<void>> => {
  const file = path.join(folder, 'nginx.conf')
  await writeFile(file, configuration(folder, http))
  const program = nginxProgram ?? 'nginx'
  const checked = spawnSync(program, ['-t', '-p', folder, '-c', file], { encoding: 'utf8' })
  if (checked.status !== 0) throw new Error(checked.stderr)
  const server = spawn(program, ['-p', folder, '-c', file], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  await vi.waitFor(() => accepts(port), { timeout: START_TIMEOUT_MS })
  return async () => {
    server.kill('SIGTERM')
    await ended
  }
}
