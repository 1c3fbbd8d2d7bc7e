import type { Device, Permission, PermissionsPort } from '../../ports/permissions.js'

export type DevicePermissions = Partial<Record<Device, Permission>>

/** Permissions of a machine that is only described. */
export interface VirtualPermissions extends PermissionsPort {
  /** As its owner would in the system's settings, also while a program uses the device. */
  set(device: Device, permission: Permission): void
}

/** @param initial What is not named is authorized. */
export const createVirtualPermissions = (initial: DevicePermissions = {}): VirtualPermissions => {
  const states = new Map(Object.entries(initial))
  const listeners = new Map<(permission: Permission) => void, Device>()
  return {
    watch: (device, listener) => {
      listeners.set(listener, device)
      listener(states.get(device) ?? 'authorized')
      return Promise.resolve(() => void listeners.delete(listener))
    },
    set: (device, permission) => {
      states.set(device, permission)
      for (const [listener, watched] of [...listeners]) if (watched === device) listener(permission)
    },
  }
}
