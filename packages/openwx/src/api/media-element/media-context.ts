import type { ApiContext } from '../../call/context.js'
import type { MediaElements, MediaTag } from '../../call/media-elements.js'
import { createMediaElements } from './media-elements.js'

/** A program without a framework: whatever its contexts are told waits for an element that never comes. */
const createNoElements = (): MediaElements => {
  const nobody = {}
  return createMediaElements({ currentOwner: () => nobody })
}

/** Methods of a context, by their first base library: each tells the element of this id. */
export const createMediaContext = <C extends object>(
  context: ApiContext,
  tag: MediaTag,
  members: Readonly<Record<keyof C & string, string>>,
  id: unknown,
  component: object | undefined,
): C => {
  if (typeof id !== 'string') throw new Error(`${tag}Id should be a String`)
  const { app, host } = context
  const elements = app.mediaElements ?? context.shared(createNoElements)
  // What is created before the first page belongs to the page that is current when it is used.
  let owner = component ?? elements.currentOwner()
  const send = (method: string, args: readonly unknown[]) => {
    // Out of sight nothing begins; kept until the element is there, it would begin later.
    if (method === 'play' && host.lifeCycle.state !== 'foreground') return
    owner ??= elements.currentOwner()
    if (owner !== undefined) elements.send({ tag, id, owner }, method, args)
  }
  return Object.fromEntries(
    Object.entries<string>(members)
      .filter(([, since]) => context.since(since))
      .map(([method]) => [method, (...args: readonly unknown[]) => send(method, args)]),
  ) as C
}
