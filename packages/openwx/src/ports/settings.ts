/** Small values that a program's users have decided; they survive a restart where anything does. */
export interface SettingsPort {
  /** @param owner The program's appId. */
  load(owner: string): Promise<Readonly<Record<string, unknown>>>
  /**
   * Writes these values over the others, in one step; what is undefined is removed. A machine that cannot keep them
   * does so for as long as the host lives.
   */
  save(owner: string, changes: Readonly<Record<string, unknown>>): Promise<void>
}
