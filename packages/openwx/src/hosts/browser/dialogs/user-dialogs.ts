import type {
  PrivacyQuestion,
  Reply,
  ScopeName,
  ScopeSettings,
  UserPort,
} from '../../../ports/user.js'
import type { Dialog } from './dialogs.js'
import { createDialogs } from './dialogs.js'
import { makeButton } from './dom.js'
import type { Words } from './words.js'
import { wordsFor } from './words.js'

const scopePrompt = (words: Words, scope: ScopeName, appName: string): Dialog<Reply> => ({
  kind: 'scope',
  about: scope,
  label: `${words.asks(appName)} ${words.scope(scope)}`,
  cancelled: () => 'dismiss',
  build: (make, settle) => {
    const refuse = makeButton(make, 'reject', words.refuse, () => settle('reject'))
    refuse.dataset.first = ''
    return make(
      'div',
      { class: 'question' },
      make('p', { class: 'who' }, words.asks(appName)),
      make('h2', {}, words.scope(scope)),
      make(
        'div',
        { class: 'choices' },
        refuse,
        makeButton(make, 'accept', words.allow, () => settle('accept')),
      ),
    )
  },
})

const privacyPrompt = (
  words: Words,
  { contractName, contractUrl, appName = '' }: PrivacyQuestion,
): Dialog<Reply> => ({
  kind: 'privacy',
  label: `${words.privacy}: ${contractName}`,
  cancelled: () => 'dismiss',
  build: (make, settle) => {
    const refuse = makeButton(make, 'reject', words.disagree, () => settle('reject'))
    refuse.dataset.first = ''
    const title =
      contractUrl === undefined
        ? make('p', { class: 'why' }, contractName)
        : make(
            'a',
            { class: 'link', href: contractUrl, target: '_blank', rel: 'noopener' },
            contractName,
          )
    return make(
      'div',
      { class: 'question' },
      make('p', { class: 'who' }, appName),
      make('h2', {}, words.privacy),
      title,
      make(
        'div',
        { class: 'choices' },
        refuse,
        makeButton(make, 'accept', words.agree, () => settle('accept')),
      ),
    )
  },
})

const actionSheet = (
  words: Words,
  items: readonly string[],
  asker: string,
): Dialog<number | undefined> => ({
  kind: 'actions',
  about: asker,
  label: items.join(', '),
  cancelled: () => undefined,
  build: (make, settle) => {
    const cancel = makeButton(make, 'cancel', words.cancel, () => settle(undefined))
    cancel.dataset.first = ''
    return make(
      'div',
      { class: 'items' },
      ...items.map((text, index) => makeButton(make, 'item', text, () => settle(index))),
      cancel,
    )
  },
})

const settingsSheet = (words: Words, current: ScopeSettings): Dialog<ScopeSettings> => {
  const changed: Partial<Record<ScopeName, boolean>> = { ...current }
  return {
    kind: 'settings',
    label: words.settings,
    // However he leaves it: what he has switched is switched.
    cancelled: () => changed,
    build: (make, settle) => {
      const rows = (Object.entries(current) as [ScopeName, boolean][]).map(([scope, on]) => {
        const input = make('input', { type: 'checkbox', role: 'switch', 'data-scope': scope })
        input.checked = on
        input.addEventListener('change', () => (changed[scope] = input.checked))
        return make('li', {}, make('label', {}, make('span', {}, words.scope(scope)), input))
      })
      const done = makeButton(make, 'accept', words.done, () => settle(changed))
      done.dataset.first = ''
      return make(
        'div',
        { class: 'settings' },
        make('h2', {}, words.settings),
        rows.length === 0
          ? make('p', { class: 'empty' }, words.noSettings)
          : make('ul', {}, ...rows),
        make('div', { class: 'choices' }, done),
      )
    },
  }
}

/** The user of a page, asked by sheets in an element. */
export const createUserDialogs = (
  root: HTMLElement,
): Omit<UserPort, 'inTap' | 'showContract'> & { close(): void } => {
  const dialogs = createDialogs(root)
  // In a page around this one they would outlive whoever waits for them.
  if (root.ownerDocument !== document) window.addEventListener('pagehide', dialogs.close)
  const words = wordsFor(navigator.language)
  return {
    askScope: ({ scope, appName = '' }) => dialogs.show(scopePrompt(words, scope, appName)),
    askPrivacy: (question) => dialogs.show(privacyPrompt(words, question)),
    changeSettings: (current) => dialogs.show(settingsSheet(words, current)),
    chooseAction: (items, asker) => dialogs.show(actionSheet(words, items, asker)),
    close: () => {
      window.removeEventListener('pagehide', dialogs.close)
      dialogs.close()
    },
  }
}
