/** The same object with some members replaced, so that a case can watch a part of a machine, or break it. */
export const withParts = <T extends object>(whole: T, parts: Partial<T>): T =>
  new Proxy(whole, {
    get: (target, key) => {
      if (Object.hasOwn(parts, key)) return Reflect.get(parts, key) as unknown
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
