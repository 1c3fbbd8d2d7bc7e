import { userEvent } from 'vitest/browser'
import type { Answers } from '../src/hosts/shared/answers.js'
import { createAnsweringUser } from '../src/hosts/shared/answering-user.js'
import type { Reply, ScopeName, ScopeSettings } from '../src/ports/user.js'
import type { PickAnswer } from '../src/hosts/shared/virtual-pictures.js'
import { replyToCamera } from './page-devices.js'
import { watchDocuments } from './page-reader.js'
import type { UserUnderTest } from './user.js'

const press = (within: ShadowRoot, selector: string): void => {
  const button = within.querySelector<HTMLElement>(selector)
  if (button === null) throw new Error(`No ${selector} in the dialog: ${within.textContent}`)
  button.click()
}

const escape = (dialog: Element): void => {
  dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
}

const replies: Readonly<Record<Reply, (dialog: Element, within: ShadowRoot) => void>> = {
  accept: (_dialog, within) => press(within, '.accept'),
  reject: (_dialog, within) => press(within, '.reject'),
  dismiss: escape,
}

/** Does with a dialog of the host what the answers say: by its buttons and switches, as a person would. */
const reply = async (dialog: HTMLElement, answers: Answers): Promise<void> => {
  const user = createAnsweringUser(answers)
  const within = dialog.shadowRoot
  const { openwxDialog: kind, about = '' } = dialog.dataset
  if (within === null) return
  if (kind === 'scope') {
    replies[await user.askScope({ scope: about as ScopeName })](dialog, within)
  } else if (kind === 'privacy') {
    replies[await user.askPrivacy({ contractName: '' })](dialog, within)
  } else if (kind === 'camera') {
    await replyToCamera(within, answers[about])
  } else if (kind === 'actions' && about.startsWith('choose')) {
    replyToSources(within, answers[about] as PickAnswer | undefined)
  } else if (kind === 'actions') {
    const items = [...within.querySelectorAll<HTMLElement>('.item')]
    const chosen = await user.chooseAction(
      items.map(({ textContent }) => textContent),
      about,
    )
    if (chosen === undefined) press(within, '.cancel')
    else items[chosen]?.click()
  } else if (kind === 'settings') {
    const switches = [...within.querySelectorAll<HTMLInputElement>('[data-scope]')]
    const current = Object.fromEntries(
      switches.map((input) => [input.dataset.scope, input.checked]),
    ) as ScopeSettings
    const wanted = await user.changeSettings(current)
    for (const input of switches) {
      if (wanted[input.dataset.scope as ScopeName] !== input.checked) input.click()
    }
    press(within, '.accept')
  }
}

/** Camera, album, and originals of the album, in this order; only the album where nothing else is offered. */
const replyToSources = (within: ShadowRoot, answer: PickAnswer | number | undefined): void => {
  const items = [...within.querySelectorAll<HTMLElement>('.item')]
  if (answer === 'cancel' || answer === 'dismiss') return press(within, '.cancel')
  const original = typeof answer === 'object' && 'original' in answer && answer.original
  const index = typeof answer === 'number' ? answer : original ? 2 : 1
  items[Math.min(index, items.length - 1)]?.click()
}

/** What earlier cases left in the page's storage is no concern of the next. */
const forgetSettings = (): void => {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('openwx.')) localStorage.removeItem(key)
  }
}

/** A person who looks at the page and replies to each dialog as soon as it appears. */
export const createPageUser = (): UserUnderTest => {
  forgetSettings()
  const answers: Answers = {}
  const reader = watchDocuments()
  const observer = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node instanceof HTMLElement && node.dataset.openwxDialog !== undefined) {
        void reply(node, answers)
      }
    }
  })
  observer.observe(document.body, { childList: true })
  return {
    answers,
    tap: async (action) => {
      const button = document.createElement('button')
      button.textContent = 'tap'
      button.addEventListener('click', action)
      document.body.append(button)
      await userEvent.click(button)
      button.remove()
    },
    looksAt: () => {
      const preview = document.querySelector('[data-openwx-dialog="preview"]')
      const counter = preview?.shadowRoot?.querySelector('.counter')
      return counter ? Number.parseInt(counter.textContent, 10) - 1 : undefined
    },
    reads: reader.reads,
    leave: () => {
      observer.disconnect()
      reader.leave()
    },
  }
}

/** What is still shown over the page. */
export const shownDialogs = (): string[] =>
  [...document.querySelectorAll<HTMLElement>('[data-openwx-dialog]')].map(
    ({ dataset }) => `a dialog: ${dataset.openwxDialog}`,
  )
