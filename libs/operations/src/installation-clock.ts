import { ClockAheadOfSystem, SettableClock, openSystemClock } from '@lib/clock';
import type { Database } from '@lib/database';
import { hasAnswered } from '@lib/http';
import type { Clock } from '@lib/kernel';
import { EnvironmentFaults } from './environment.js';

/** Those that date what they do by the clock of the installation. Webhooks are sent by the time that their receivers have. */
const DATED = ['catalog', 'enrollment', 'certificates'] as const;
export type ServiceName = (typeof DATED)[number] | 'webhooks';

export type InstallationClock = {
  readonly clock: Clock;
  /** Present where time may be set: never in production. */
  readonly settable: { readonly clock: SettableClock; readonly database: Database } | undefined;
};

/**
 * Opens the clock that CLOCK asks for, for the services of this process. `clockMigrations` are applied.
 * @throws EnvironmentFaults when the installation lives in a time that the system's clock has not reached
 */
export const openClock = async (
  kind: 'settable' | 'system',
  database: Database,
  here: readonly ServiceName[],
): Promise<InstallationClock> => {
  if (kind === 'settable') {
    const clock = await SettableClock.open(database, {
      here,
      installation: DATED,
      isInUse: (tx) => hasAnswered(tx, DATED),
    });
    return { clock, settable: { clock, database } };
  }
  const clock = await openSystemClock(database, here).catch((error: unknown) => {
    if (!(error instanceof ClockAheadOfSystem)) throw error;
    throw new EnvironmentFaults([
      `CLOCK: the time of this installation was set to ${error.standing} and cannot go back: settable, or another database`,
    ]);
  });
  return { clock, settable: undefined };
};
