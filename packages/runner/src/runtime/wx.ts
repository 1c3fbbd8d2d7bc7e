import * as apis from 'openwx/apis'
import { composeWx, type MediaElements } from 'openwx/browser'
import type { Program } from '../program.js'
import { runnerApis } from './apis/runner-apis.js'
import type { ApiParts } from './apis/parts.js'
import { privacyOf, type AgreeButtons } from './consent.js'

export type Host = Parameters<typeof composeWx>[0]

/** The `wx` of a program: the library's functions, and those that need pages. */
export const createProgramWx = (
  program: Program,
  host: Host,
  parts: ApiParts,
  { agreeButtons, mediaElements }: { agreeButtons: AgreeButtons; mediaElements: MediaElements },
  onError: (error: Error) => void,
): Readonly<Record<string, unknown>> => {
  const { app, appId, version, libVersion, urlCheck, domains } = program
  const { networkTimeout, requiredBackgroundModes } = app
  return composeWx(
    host,
    {
      appId,
      name: parts.shell.name,
      version,
      ...(libVersion !== undefined && { libVersion }),
      urlCheck,
      domains,
      ...(networkTimeout && { networkTimeout }),
      ...(requiredBackgroundModes && { requiredBackgroundModes }),
      mediaElements,
      currentRoute: () => parts.stack.top?.route,
      ...privacyOf(program, parts.shell, agreeButtons),
      onError,
    },
    { ...apis, ...runnerApis(parts) },
  )
}
