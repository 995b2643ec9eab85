import type { Migration, Schema } from '@lib/database';
import { idempotencyMigrations, idempotencyRights } from '@lib/http';
import { messagingMigrations, messagingRights, outboxMigrations, outboxRights } from '@lib/messaging';
import {
  applications,
  applicationsOfGroupsMigration,
  coPaymentMigration,
  sealedApplications,
  termsOfApplications,
} from './application/application.migrations.js';
import { bulkMigration, bulkTrustMigration } from './bulk/bulk.migrations.js';
import { children, identifiedChildren, mergedChildren, sealedChildren } from './child/child.migrations.js';
import { guardianshipMigration, guardianshipsOfPersons } from './child/guardianship.migrations.js';
import { processingByGiver, processingConsentMigration } from './child/processing-consent.migrations.js';
import { consentMigration, consentsOfPersons } from './consent/consent.migrations.js';
import { erasureMigration } from './erasure/erasure.migrations.js';
import { studyGroups, studyGroupsClosed } from './group/group.migrations.js';
import {
  correctionsByTwoMigration,
  correctionsInOrderMigration,
  correctionsMigration,
  lessons,
} from './lessons/lessons.migrations.js';
import { mailings } from './mail/mail.migrations.js';
import { merges } from './merge/merge.migrations.js';
import { mailedParents, parents } from './parent/parent.migrations.js';
import { programmeAges, programmes } from './programme/programme.migrations.js';
import { readsMigration } from './reads/reads.migrations.js';
import { registrations } from './registration/registration.migrations.js';
import { refusalMigration } from './refusal/refusal.migrations.js';
import { people, vaultKeys } from './vault/vault.migrations.js';

/**
 * Schema `enrollment`, step by step. Each table is made in its slice; here is the order. What a child is like and the id by
 * which the register names it are in `children.sealed` only.
 */
export const enrollmentMigrations: readonly Migration[] = [
  {
    name: '0001-enrollment',
    sql: `
      ${studyGroups}
      ${programmes}

      ${people}
      ${children}

      ${applications}

      ${lessons}`,
  },
  {
    // The terms of an application, by which it lives whatever becomes of its group and child (docs/rules.md §2). What was
    // open before had none of its own: it takes those that its group has today.
    name: '0002-terms',
    sql: `
      ${studyGroupsClosed}
      ${programmeAges}
      ${termsOfApplications}`,
  },
  refusalMigration,
  correctionsMigration,
  ...idempotencyMigrations('enrollment'),
  ...messagingMigrations('enrollment'),
  ...outboxMigrations('enrollment'),
  {
    name: '0003-plain-child-ids',
    sql: `
      -- Ids are kept trimmed and in NFKC, so that one child is never two. Two that are one by now stay as they are: each
      -- may have its certificate.
      DO $$ BEGIN
        IF current_setting('server_encoding') = 'UTF8' THEN
          CREATE TEMPORARY TABLE plain_ids ON COMMIT DROP AS
            SELECT holder_id, plain FROM (
              SELECT holder_id, child_id, plain, count(*) OVER (PARTITION BY plain) AS children
              FROM (SELECT holder_id, child_id, btrim(normalize(child_id, NFKC), E' \t\r\n') AS plain FROM enrollment.children) c
            ) c
            WHERE plain <> child_id AND plain <> '' AND length(plain) <= 100 AND children = 1;
          UPDATE enrollment.children c SET child_id = p.plain FROM plain_ids p WHERE c.holder_id = p.holder_id;
          UPDATE enrollment.applications a SET child_id = p.plain FROM plain_ids p WHERE a.holder_id = p.holder_id;
        END IF;
      END $$;`,
  },
  guardianshipMigration,
  consentMigration,
  coPaymentMigration,
  processingConsentMigration,
  {
    // The register's id of a child goes under the child's key, and an index that only the vault can compute finds it.
    name: '0007-sealed-child-ids',
    sql: `
    ${vaultKeys}
    ${sealedChildren}
    ${sealedApplications}`,
  },
  readsMigration,
  erasureMigration,
  correctionsByTwoMigration,
  {
    name: '0011-registrations',
    sql: `
    ${identifiedChildren}
    ${registrations}`,
  },
  {
    name: '0012-merges',
    sql: `
    ${mergedChildren}
    ${merges}`,
  },
  {
    name: '0013-parents',
    sql: `
    ${parents}
    ${guardianshipsOfPersons}
    ${processingByGiver}
    ${consentsOfPersons}`,
  },
  bulkMigration,
  bulkTrustMigration,
  correctionsInOrderMigration,
  applicationsOfGroupsMigration,
  {
    name: '0019-mail',
    sql: `
    ${mailedParents}
    ${mailings}`,
  },
];

/** Only a person who is erased is deleted, and what is kept for a while. */
export const enrollmentSchema: Schema = {
  name: 'enrollment',
  migrations: enrollmentMigrations,
  rights: {
    ...idempotencyRights,
    ...messagingRights,
    ...outboxRights.ofFacts,
    study_groups: ['INSERT', 'UPDATE'],
    programmes: ['INSERT', 'UPDATE'],
    vault_keys: ['INSERT', 'UPDATE'],
    people: ['INSERT', 'UPDATE', 'DELETE'],
    children: ['INSERT', 'UPDATE', 'DELETE'],
    guardianships: ['INSERT', 'UPDATE', 'DELETE'],
    claim_codes: ['INSERT', 'DELETE'],
    parents: ['INSERT', 'UPDATE', 'DELETE'],
    mail_news: ['INSERT', 'DELETE'],
    mailings: ['INSERT', 'UPDATE'],
    processing_consents: ['INSERT', 'DELETE'],
    applications: ['INSERT', 'UPDATE'],
    consents: ['INSERT'],
    certificates: ['INSERT'],
    provider_words: ['INSERT', 'UPDATE'],
    reads: ['INSERT', 'DELETE'],
    erasures: ['INSERT', 'UPDATE'],
    registrations: ['INSERT', 'UPDATE', 'DELETE'],
    merges: ['INSERT', 'UPDATE'],
    lessons: ['INSERT', 'UPDATE'],
    lesson_corrections: ['INSERT', 'UPDATE'],
    lesson_correction_contracts: ['INSERT', 'UPDATE'],
    bulk_jobs: ['INSERT', 'UPDATE', 'DELETE'],
    bulk_items: ['INSERT', 'UPDATE'],
  },
};
