/** Whether the machine itself lets a program use something; `'not determined'`: it will ask its owner. */
export type Permission = 'authorized' | 'denied' | 'not determined'

export type Device = 'camera' | 'geolocation' | 'microphone' | 'notifications'

/** What the machine lets programs use, whatever their user has agreed to. */
export interface PermissionsPort {
  /**
   * Tells `listener` the state, and every change of it until the host ends. Resolves when it has been told first, with
   * a function that removes it.
   */
  watch(device: Device, listener: (permission: Permission) => void): Promise<() => void>
}
