type Attributes = Readonly<Record<string, string>>

/** Makes an element; `class` and everything else are attributes. */
export const make = (
  tag: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElement => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

export const makeButton = (
  attributes: Attributes,
  onPress: () => void,
  ...children: (Node | string)[]
): HTMLElement => {
  const button = make('button', { type: 'button', ...attributes }, ...children)
  button.addEventListener('click', onPress)
  return button
}

/** An icon drawn by path data in a 24 × 24 box. */
export const icon = (name: string, ...paths: string[]): Element => {
  const template = document.createElement('template')
  const drawn = paths.map((path) => `<path d="${path}"/>`).join('')
  template.innerHTML = `<svg class="icon icon-${name}" viewBox="0 0 24 24" aria-hidden="true">${drawn}</svg>`
  return template.content.firstElementChild as Element
}
