import { expect } from '@jest/globals';
import { emptyAccount, evolve, type Account } from './domain/account.js';
import type { AccountCommand, Rejection } from './domain/commands.js';
import { decide } from './domain/decide.js';
import { CorruptHistory } from './domain/corrupt-history.js';
import type { AccountEvent } from './domain/events.js';

type Verdict = {
  /** Exactly these events, in this order, with their dates; and the account can follow them. */
  thenBooks(events: readonly AccountEvent[]): void;
  thenNothing(): void;
  thenRejected(rejection: Rejection): void;
};

/** `given(history).when(command).thenBooks(events)`. */
export const given = (history: readonly AccountEvent[]): { when(command: AccountCommand): Verdict } => ({
  when: (command) => {
    const account = history.reduce(evolve, emptyAccount);
    const decision = decide(account, command);
    const thenBooks = (events: readonly AccountEvent[]): void => {
      expect(decision).toStrictEqual({ ok: true, value: events });
      events.reduce(evolve, account);
    };
    return {
      thenBooks,
      thenNothing: () => thenBooks([]),
      thenRejected: (error) => expect(decision).toStrictEqual({ ok: false, error }),
    };
  },
});

/** The account and its events after commands that are all taken. */
export const after = (...commands: readonly AccountCommand[]): { account: Account; events: readonly AccountEvent[] } =>
  commands.reduce<{ account: Account; events: readonly AccountEvent[] }>(
    ({ account, events }, command) => {
      const decision = decide(account, command);
      if (!decision.ok) throw new Error(`${command.type} on ${command.on}: ${JSON.stringify(decision.error)}`);
      return { account: decision.value.reduce(evolve, account), events: [...events, ...decision.value] };
    },
    { account: emptyAccount, events: [] },
  );

/** An event that no account can have in its history. */
export const thenCorrupt = (history: readonly AccountEvent[], event: AccountEvent): void => {
  const account = history.reduce(evolve, emptyAccount);
  expect(() => evolve(account, event)).toThrow(CorruptHistory);
};
