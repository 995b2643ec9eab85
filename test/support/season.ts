import { readFile } from 'node:fs/promises';
import { auditInstallation, type Audit } from '../../apps/audit/src/audit.run.js';
import type { Application, Played, Player } from '../../apps/embedded/src/demo/player.js';
import {
  certificatesCsv,
  disagreements,
  seasonResult,
  type SeasonResult,
} from '../../apps/embedded/src/demo/result.js';
import { UnexpectedAnswer, type LedgerClient } from '@lib/client';
import type { Database } from '@lib/database';
import type { CertificateResult } from '../model/season-model.js';
import { sample } from './built-program.js';

/** What the services say when the season is over. */
export type Told = { readonly result: SeasonResult; readonly applications: readonly Application[] };

/** Plays the season and asks for its result. */
export const playThrough = async (ledger: LedgerClient, player: Player): Promise<Told> => {
  const played: Played = await player.play();
  const applications = await player.applications();
  const path = { programme: played.programme };
  const totals = await ledger.certificates.call('GET /financing-programmes/{programme}/totals', { path });
  if (totals.status !== 200) throw new UnexpectedAnswer('totals', totals);
  return { applications, result: seasonResult(applications, played, totals.body) };
};

/** What an auditor finds over HTTP, and every certificate by its child. */
export const auditedSeason = async (
  ledger: LedgerClient,
  { applications, result }: Told,
): Promise<{ readonly audit: Audit; readonly differences: readonly string[]; readonly certificates: string }> => {
  const audit = await auditInstallation(ledger, { asksEnrollment: true });
  const childOf = new Map(
    applications.flatMap(({ holderId, childId }) => (holderId && childId ? [[holderId, childId] as const] : [])),
  );
  return {
    audit,
    differences: [...audit.differences, ...disagreements(result, audit)],
    certificates: certificatesCsv(audit, childOf),
  };
};

/** How many messages lie parked in the three services: in a sound run none. */
export const parkedMessages = async (database: Database): Promise<number> => {
  const [row] = await database.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM catalog.parked_messages) + (SELECT count(*) FROM enrollment.parked_messages)
          + (SELECT count(*) FROM certificates.parked_messages) AS count`,
  );
  return row?.count ?? -1;
};

export const expectedOf = async (name: string): Promise<{ result: SeasonResult; certificates: string }> => ({
  result: JSON.parse(await readFile(`${sample(name)}/expected.json`, 'utf8')) as SeasonResult,
  certificates: await readFile(`${sample(name)}/expected-certificates.csv`, 'utf8'),
});

/** The model's certificates in the form of expected-certificates.csv. */
export const certificateRows = (certificates: readonly CertificateResult[]): string =>
  [
    'childId,nominalKopecks,debitedKopecks,expiredKopecks',
    ...certificates.map(({ childId, nominalKopecks, debitedKopecks, expiredKopecks }) =>
      [childId, nominalKopecks, debitedKopecks, expiredKopecks].join(),
    ),
    '',
  ].join('\n');
