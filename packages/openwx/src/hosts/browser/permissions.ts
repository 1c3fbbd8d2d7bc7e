import type { Device, Permission, PermissionsPort } from '../../ports/permissions.js'

const permissions: Readonly<Record<PermissionState, Permission>> = {
  denied: 'denied',
  granted: 'authorized',
  prompt: 'not determined',
}

/** A page that is not secure has no such devices, and nobody can give it any. */
const isOutOfReach = (device: Device): boolean =>
  !window.isSecureContext && device !== 'notifications'

/** What the browser says that this page may use. */
export const createPagePermissions = (): PermissionsPort & { close(): void } => {
  const closing = new AbortController()
  const unknown: Permission = 'not determined'
  return {
    watch: async (device, listener) => {
      const stopping = new AbortController()
      const signal = AbortSignal.any([closing.signal, stopping.signal])
      const tell = (permission: Permission) => {
        if (!signal.aborted) listener(permission)
      }
      // Firefox does not answer for every device; its own question comes at the first use.
      const status = isOutOfReach(device)
        ? undefined
        : await navigator.permissions.query({ name: device }).catch(() => undefined)
      if (status === undefined) tell(isOutOfReach(device) ? 'denied' : unknown)
      else {
        tell(permissions[status.state])
        status.addEventListener('change', () => tell(permissions[status.state]), { signal })
      }
      return () => stopping.abort()
    },
    close: () => closing.abort(),
  }
}
