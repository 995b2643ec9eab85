import type { Migration } from '@lib/database';
import { studyGroups } from '../group/group.migrations.js';

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
      ${studyGroups}
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
  // What is truncated is read again from the log, with what an earlier version did not keep. A number may have been issued
  // to two children of a programme's region, so it is no key.
  {
    name: '0002-what-was-known-when',
    sql: `
      TRUNCATE certificates.entries, certificates.accounts, certificates.certificates, certificates.contract_months;
      DELETE FROM certificates.projection_position;
      ALTER TABLE certificates.certificates
        DROP CONSTRAINT certificates_pkey,
        DROP CONSTRAINT certificates_holder_programme_key,
        ADD PRIMARY KEY (holder, programme);
      CREATE INDEX certificates_by_programme ON certificates.certificates (programme, number, holder);
      CREATE INDEX certificates_by_number ON certificates.certificates (number);
      CREATE INDEX programmes_by_municipality ON certificates.programmes (municipality, id);
      ALTER TABLE certificates.entries ADD COLUMN recorded_at timestamptz NOT NULL;
      CREATE INDEX entries_by_programme ON certificates.entries (programme);
      -- A certificate issued with its nominal, a contract concluded with its co-payment.
      CREATE TABLE certificates.facts (
        holder uuid NOT NULL,
        revision integer NOT NULL,
        programme text NOT NULL,
        booked_on date NOT NULL,
        recorded_at timestamptz NOT NULL,
        kind text NOT NULL,
        kopecks bigint NOT NULL,
        PRIMARY KEY (holder, revision)
      );
      CREATE INDEX facts_by_programme ON certificates.facts (programme);
      -- What an event debits, or gives back, of each month of service.
      CREATE TABLE certificates.month_debits (
        holder uuid NOT NULL,
        revision integer NOT NULL,
        contract uuid NOT NULL,
        month text NOT NULL,
        programme text NOT NULL,
        booked_on date NOT NULL,
        recorded_at timestamptz NOT NULL,
        kopecks bigint NOT NULL,
        PRIMARY KEY (holder, revision, month)
      );
      CREATE INDEX month_debits_by_programme ON certificates.month_debits (programme);`,
  },
  {
    name: '0003-co-payments',
    sql: `
      TRUNCATE certificates.entries, certificates.accounts, certificates.certificates, certificates.contract_months,
        certificates.facts, certificates.month_debits;
      DELETE FROM certificates.projection_position;
      -- What an event changes of what a parent owes of a month of service, from a day on that may be to come.
      CREATE TABLE certificates.co_payments (
        holder uuid NOT NULL,
        revision integer NOT NULL,
        contract uuid NOT NULL,
        month text NOT NULL,
        programme text NOT NULL,
        owed_from date NOT NULL,
        recorded_at timestamptz NOT NULL,
        kopecks bigint NOT NULL,
        PRIMARY KEY (holder, revision, month)
      );
      CREATE INDEX co_payments_by_programme ON certificates.co_payments (programme, owed_from);`,
  },
  // The monthly run goes from one certificate of its programme to the next; nothing looks for dates across programmes.
  { name: '0005-no-index-of-due-dates', sql: 'DROP INDEX certificates.accounts_by_due' },
];
