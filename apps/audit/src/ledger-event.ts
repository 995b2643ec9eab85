/** An event as the service tells it and as the store keeps it: docs/event-hashes.md says what of it is hashed. */
export type LedgerEvent = {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: object;
  readonly meta: object;
  readonly recordedAt: string;
  readonly hash: string;
};

/** Where the auditor has the events from. */
export type EventSource = {
  /** The whole log behind a position, in its order, to the end that it has when it is reached. */
  readonly events: (after: string | undefined) => AsyncIterable<LedgerEvent>;
};
