/** What ports fail with; anything else that a host or the runtime throws is no port's failure. */
export class PortError extends Error {}
