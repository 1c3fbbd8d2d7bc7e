import type { Answers } from '../src/hosts/shared/answers.js'
import type { PickAnswer } from '../src/hosts/shared/virtual-pictures.js'

const askers = ['chooseImage', 'chooseMedia', 'chooseMessageFile']

const matches = ({ accept }: HTMLInputElement, { name, type }: File): boolean =>
  accept === '' ||
  accept
    .split(',')
    .some((part) =>
      part.startsWith('.') ? name.endsWith(part) : type.startsWith(part.slice(0, -1)),
    )

/** What the answers say to a dialog that offers these files; undefined for a cancel. */
const chosenOf = (answers: Answers, offered: readonly File[]): File[] | undefined => {
  const answer = askers.map((asker) => answers[asker]).find((given) => given !== undefined) as
    PickAnswer | undefined
  if (answer === 'cancel' || answer === 'dismiss') return undefined
  const names = Array.isArray(answer)
    ? (answer as readonly string[])
    : typeof answer === 'object' && 'files' in answer
      ? answer.files
      : undefined
  return names === undefined
    ? [...offered]
    : names.flatMap((name) => offered.filter((file) => file.name === name))
}

/**
 * Answers the browser's file dialogs, which no script can: an input that is clicked gets its files from a
 * list, and its events. Like a dialog that limits nothing, it gives all that are wanted to an input for many.
 */
export const answerFileDialogs = (answers: Answers, files: readonly File[]): (() => void) => {
  const click = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'click')
  const reply = (input: HTMLInputElement) => {
    const chosen = chosenOf(
      answers,
      files.filter((file) => matches(input, file)),
    )
    if (chosen === undefined || chosen.length === 0) {
      input.dispatchEvent(new Event('cancel', { bubbles: true }))
      return
    }
    const list = new DataTransfer()
    for (const file of chosen.slice(0, input.multiple ? Infinity : 1)) list.items.add(file)
    input.files = list.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
  HTMLInputElement.prototype.click = function (this: HTMLInputElement) {
    if (this.type === 'file') queueMicrotask(() => reply(this))
    else (click?.value as () => void).call(this)
  }
  // No tap leads to what a test does.
  Object.defineProperty(navigator, 'userActivation', {
    configurable: true,
    value: { isActive: true, hasBeenActive: true },
  })
  return () => {
    Reflect.deleteProperty(HTMLInputElement.prototype, 'click')
    Reflect.deleteProperty(navigator, 'userActivation')
  }
}
