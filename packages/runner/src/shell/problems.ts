import type { RunnerError } from '../runtime/errors.js'
import { make, makeButton } from './dom.js'

export type ProblemsView = {
  readonly element: HTMLElement
  show(errors: readonly RunnerError[]): void
}

const SHOWN = 50

const placeOf = ({ file, line, column, where }: RunnerError): string =>
  file === undefined ? where : [file, line, column].filter((part) => part !== undefined).join(':')

const createCard = (error: RunnerError): HTMLElement => {
  const card = make(
    'li',
    { class: `problem is-${error.level}` },
    make('p', { class: 'problem-message' }, error.message),
    make('p', { class: 'problem-place' }, placeOf(error)),
  )
  if (error.stack !== undefined) {
    const details = make('details', {}, make('summary', {}, error.where))
    details.append(make('pre', {}, error.stack))
    card.append(details)
  }
  return card
}

/** What went wrong, beside the phone or, in a narrow window, behind a small sign. */
export const createProblems = (): ProblemsView => {
  const list = make('ol', { class: 'problem-list' })
  const count = make('span')
  const element = make('aside', { class: 'problems', 'aria-label': 'Problems' })
  const toggle = makeButton(
    { class: 'problems-sign' },
    () => element.classList.toggle('is-open'),
    count,
  )
  element.append(toggle, list)
  element.hidden = true

  return {
    element,
    show(errors) {
      element.hidden = errors.length === 0
      count.textContent = errors.length === 1 ? '1 problem' : `${errors.length} problems`
      list.replaceChildren(...errors.slice(-SHOWN).toReversed().map(createCard))
    },
  }
}
