import type { Migration } from '@lib/database';

/** Schema `clock`: the standing time, and how far each service has run the jobs of the day. */
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
];
