import type { Migration } from '@lib/database';

/** The read models: what the log says, arranged for questions across accounts. They can be dropped and built again. */
export const readModelMigrations: readonly Migration[] = [
  {
    name: '0001-read-models',
    sql: `
      CREATE TABLE certificates.projection_position (singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton), position text NOT NULL);
      CREATE TABLE certificates.programmes (
        id text PRIMARY KEY,
        municipality bigint NOT NULL,
        time_zone text NOT NULL,
        settings json NOT NULL
      );
      CREATE TABLE certificates.accounts (holder uuid PRIMARY KEY, revision integer NOT NULL, next_due date);
      CREATE INDEX accounts_by_due ON certificates.accounts (next_due) WHERE next_due IS NOT NULL;
      CREATE TABLE certificates.certificates (
        holder uuid NOT NULL,
        programme text NOT NULL,
        number text NOT NULL,
        certificate_group text NOT NULL,
        nominal_kopecks bigint NOT NULL,
        available_kopecks bigint NOT NULL CHECK (available_kopecks >= 0),
        reserved_kopecks bigint NOT NULL CHECK (reserved_kopecks >= 0),
        spent_kopecks bigint NOT NULL CHECK (spent_kopecks >= 0),
        expired_kopecks bigint NOT NULL CHECK (expired_kopecks >= 0),
        closed boolean NOT NULL,
        PRIMARY KEY (programme, number),
        UNIQUE (holder, programme),
        CHECK (nominal_kopecks = available_kopecks + reserved_kopecks + spent_kopecks + expired_kopecks)
      );
      CREATE TABLE certificates.contract_months (
        contract uuid NOT NULL,
        month text NOT NULL,
        holder uuid NOT NULL,
        programme text NOT NULL,
        provider text NOT NULL,
        opened boolean NOT NULL,
        status text NOT NULL,
        share_kopecks bigint NOT NULL,
        co_payment_kopecks bigint NOT NULL,
        debited_kopecks bigint NOT NULL,
        PRIMARY KEY (contract, month)
      );
      CREATE INDEX contract_months_by_programme ON certificates.contract_months (programme, month);
      CREATE TABLE certificates.study_groups (id text PRIMARY KEY, sequence bigint NOT NULL, state json NOT NULL);
      CREATE TABLE certificates.entries (
        holder uuid NOT NULL,
        revision integer NOT NULL,
        line integer NOT NULL,
        programme text NOT NULL,
        booked_on date NOT NULL,
        account text NOT NULL,
        kopecks bigint NOT NULL,
        PRIMARY KEY (holder, revision, line)
      );`,
  },
];
