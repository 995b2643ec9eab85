import type { Migration, Schema } from '@lib/database';

/** Schema `clock`: the standing time, how far each service has run the jobs of the day, and who goes by this clock. */
export const clockMigrations: readonly Migration[] = [
  {
    name: '0001-clock',
    sql: `
      CREATE TABLE clock.setting (singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton), now timestamptz NOT NULL);
      CREATE TABLE clock.day_runs (
        service text NOT NULL,
        programme text NOT NULL,
        time_zone text NOT NULL,
        done_through date NOT NULL,
        PRIMARY KEY (service, programme)
      );`,
  },
  {
    name: '0002-services',
    sql: 'CREATE TABLE clock.services (service text PRIMARY KEY, seen_at timestamptz NOT NULL)',
  },
];

/** A time that was set is forgotten by the system's clock, and whoever does not go by a settable one any more with it. */
export const clockSchema: Schema = {
  name: 'clock',
  migrations: clockMigrations,
  rights: {
    setting: ['INSERT', 'UPDATE', 'DELETE'],
    day_runs: ['INSERT', 'UPDATE'],
    services: ['INSERT', 'UPDATE', 'DELETE'],
  },
};
