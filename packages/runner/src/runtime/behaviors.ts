import type { GeneralComponent } from 'glass-easel'
import type { CodeSpace } from 'glass-easel-miniprogram-adapter'
import { becomeFormField } from '../components/form.js'

type Definition = Record<string, unknown> & { behaviors?: readonly unknown[] }

/**
 * Behaviors that programs name by a string. The adapter takes objects only, so the names are
 * replaced before a definition reaches it; one that we do not know is left out.
 */
export const createNamedBehaviors = (space: CodeSpace) => {
  const formField = space
    .behavior()
    .definition({
      properties: { name: { type: String }, value: { type: null } },
      lifetimes: {
        created(this: { readonly _$: GeneralComponent }) {
          becomeFormField(this._$)
        },
      },
    })
    .register()
  const named: Readonly<Record<string, unknown>> = {
    'wx://form-field': formField,
    // `export` is a part of every definition here.
    'wx://component-export': undefined,
  }

  return <T>(definition: T): T => {
    const { behaviors } = definition as Definition
    if (!Array.isArray(behaviors)) return definition
    const replaced = behaviors
      .map((behavior: unknown) => (typeof behavior === 'string' ? named[behavior] : behavior))
      .filter((behavior) => behavior !== undefined && behavior !== null)
    return { ...definition, behaviors: replaced }
  }
}
