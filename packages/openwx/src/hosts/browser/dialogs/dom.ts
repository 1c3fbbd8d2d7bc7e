/** Makes an element of the document that an element stands in, which need not be the script's own. */
export type Make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes?: Readonly<Record<string, string>>,
  ...children: (Node | string)[]
) => HTMLElementTagNameMap[K]

export const makerFor =
  (document: Document): Make =>
  (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }

/** A button that says what it does when it is pressed. */
export const makeButton = (
  make: Make,
  className: string,
  text: string,
  press: () => void,
): HTMLButtonElement => {
  const button = make('button', { type: 'button', class: className }, text)
  button.addEventListener('click', press)
  return button
}
