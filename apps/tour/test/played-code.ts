/** What the code of a page does with an audio object: the properties that it sets, and the methods that it calls. */
export const playedCode = (api: string, source: string) => {
  const set: Record<string, unknown> = {}
  const called: string[] = []
  const audio = new Proxy(set, {
    get: (_, name: string) => () => called.push(name),
    set: (target, name: string, value) => Reflect.set(target, name, value),
  })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  new Function('wx', source)({ [api]: () => audio })
  return { set, called }
}
