/**
 * EventStoreDB understood what was asked and will not do it, today or tomorrow: asking again does not help, but for a right
 * that is given back.
 */
export class EventStoreRefusal extends Error {
  constructor(
    readonly reason: 'access-denied' | 'append-too-large' | 'stream-deleted' | 'stream-truncated',
    cause: Error,
  ) {
    super(`EventStoreDB refuses: ${reason}`, { cause });
  }
}
