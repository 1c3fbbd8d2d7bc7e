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
  const make = (tag: string) => document.createElementNS('http://www.w3.org/2000/svg', tag)
  const svg = make('svg')
  svg.setAttribute('class', `icon icon-${name}`)
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  for (const data of paths) {
    const path = make('path')
    path.setAttribute('d', data)
    svg.append(path)
  }
  return svg
}
