import { readFile } from 'node:fs/promises'
import { createGateway, type Gateway } from 'openwx/gateway'
import type { Project } from '../compile/project.js'
import { GATEWAY_PATH } from './urls.js'

export type Reach = {
  /** Origins that the program may reach besides its domain lists. */
  allow: readonly string[]
  /** Names that a local server answers: `a.example` → `127.0.0.1:8443`. */
  hosts: Readonly<Record<string, string>>
  /** File of certificates to trust besides the machine's own. */
  ca?: string
}

/** The gateway that a project's pages use; it permits what the project and the command line name. */
export const createProjectGateway = async (
  project: Project,
  { allow, hosts, ca }: Reach,
): Promise<Gateway> =>
  createGateway({
    basePath: GATEWAY_PATH,
    domains: project.domains,
    allow: [...project.allow, ...allow],
    hosts: { ...project.hosts, ...hosts },
    ...(ca !== undefined && { ca: await readFile(ca, 'utf8') }),
  })
