import { readFileSync } from 'node:fs';
import type { AccountEvent } from './domain/events.js';
import { accountCodec } from './event-catalogue.js';

type Stored = Parameters<typeof accountCodec.decode>[0];

/** Frozen samples of stored events. `account-events.json` has what is written today, every event at least once. */
export const samplesIn = (file: string): readonly Stored[] =>
  JSON.parse(readFileSync(new URL(`./samples/${file}`, import.meta.url), 'utf8')) as readonly Stored[];

/** One or more of every event that an account can have. */
export const everyEvent: readonly AccountEvent[] = samplesIn('account-events.json').map((stored) =>
  accountCodec.decode(stored),
);
