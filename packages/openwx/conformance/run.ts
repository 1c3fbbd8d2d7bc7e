/// <reference types="vite/client" />
import { describe, test } from 'vitest'
import { onBench, type HostUnderTest } from './bench.js'
import type { Case, Conformance } from './conformance.js'

/** What docs/coverage.md is made from; travels in the test's result. */
export interface CaseOutcome {
  readonly host: string
  readonly features: readonly string[]
  readonly spec: readonly string[]
  /** Why the host ran the case's `otherwise`; absent when it ran the case itself. */
  readonly unsupported?: string
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: CaseOutcome
  }
}

const firstOf = (
  { needs }: Case,
  reasons: HostUnderTest['lacks'] | undefined,
): string | undefined =>
  needs?.needs.map((capability) => reasons?.[capability]).find((reason) => reason !== undefined)

/** Runs every case of `cases/` on a host. */
export const runConformance = (target: HostUnderTest): void => {
  const files = import.meta.glob<{ default: Conformance }>('./cases/*.ts', { eager: true })
  for (const { default: suite } of Object.values(files)) {
    describe(suite.name, () => {
      for (const item of suite.cases) {
        const unsupported = firstOf(item, target.lacks)
        const outcome: CaseOutcome = {
          host: target.name,
          ...item.labels,
          ...(unsupported !== undefined && { unsupported }),
        }
        const lesser = unsupported ?? firstOf(item, target.unshown)
        const body = lesser === undefined ? item.body : item.needs?.otherwise
        test(item.title, { meta: { conformance: outcome } }, () =>
          onBench(target, body ?? item.body),
        )
      }
    })
  }
}
