import type { StreamId } from '@lib/event-store';

/** The names of this service's streams. One place, because a stream's name is part of what is hashed. */
export const streams = {
  account: (holder: string) => `account-${holder}` as StreamId,
  programme: (programme: string) => `programme-${programme}` as StreamId,
  limit: (programme: string) => `limit-${programme}` as StreamId,
  periods: (municipality: number) => `periods-${municipality}` as StreamId,
  numbers: (region: string) => `numbers-${region}` as StreamId,
};

export const ACCOUNT_PREFIX = 'account-';
export const PROGRAMME_PREFIX = 'programme-';

/** The holder's surrogate id in the name of an account stream. */
export const holderOf = (stream: string): string => stream.slice(ACCOUNT_PREFIX.length);
