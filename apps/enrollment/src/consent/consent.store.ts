import { leaveToCommit, type Sql } from '@lib/database';
import { kopecks, newId, type CalendarDate, type Instant, type Kopecks } from '@lib/kernel';
import { seesPaper, type Given, type PaperReader } from '../child/domain/given.js';
import { keysOf } from '../vault/vault.store.js';
import type { Vault } from '../vault/vault.js';
import type { ConsentView } from './consent.dto.js';
import type { QuoteText } from './consent-texts.js';
import type { Consent } from './domain/consent.js';

/** A consent as it is recorded, and the application that it belongs to. */
export type RecordedConsent = Consent & {
  readonly id: string;
  readonly holderId: string;
  readonly textVersion: QuoteText;
  readonly given: Given;
  /** The code of who gave or recorded it. */
  readonly by: string;
  readonly at: Instant;
};

/** The consents of families to a quote, each of which stays as it was given. */
export class Consents {
  constructor(private readonly vault: Vault) {}

  async recordEach(tx: Sql, consents: readonly RecordedConsent[]): Promise<void> {
    if (consents.length === 0) return;
    const onPaper = consents.flatMap(({ holderId, given }) => (given.how === 'paper' ? [holderId] : []));
    const keys = onPaper.length === 0 ? new Map<string, Uint8Array>() : await keysOf(tx, onPaper);
    const rows = consents.map(({ id, holderId, given, textVersion, terms, coPaymentAtMost, by, at }) => {
      const key = keys.get(holderId);
      // Who was erased meanwhile has no key any more, and the number of a paper about nobody is not kept.
      const sealed = given.how === 'paper' && key ? this.vault.sealText(holderId, key, given.number) : undefined;
      return {
        id: newId(),
        application_id: id,
        holder_id: holderId,
        text_version: textVersion,
        terms,
        co_payment_at_most_kopecks: coPaymentAtMost,
        how: given.how,
        sealed_paper_number: sealed === undefined ? null : `\\x${sealed.toString('hex')}`,
        signed_on: given.how === 'paper' ? given.signedOn : null,
        given_by: by,
        given_at: at,
      };
    });
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    await leaveToCommit(
      tx.query(
        `INSERT INTO enrollment.consents (${columns})
         SELECT ${columns} FROM json_populate_recordset(NULL::enrollment.consents, $1::json)`,
        [JSON.stringify(rows)],
      ),
    );
  }

  /** The last consents of applications, by these, whichever terms they name. */
  async last(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, Consent>> {
    if (ids.length === 0) return new Map();
    const rows = await sql.query<{ id: string; terms: string; atMost: number }>(
      `SELECT DISTINCT ON (application_id) application_id AS id, terms, co_payment_at_most_kopecks AS "atMost"
       FROM enrollment.consents WHERE application_id = ANY($1::uuid[]) ORDER BY application_id, number DESC`,
      [ids],
    );
    return new Map(rows.map(({ id, terms, atMost }) => [id, { terms, coPaymentAtMost: kopecks(atMost) }]));
  }

  /** Those that a guardian has given in its own login. */
  by(
    sql: Sql,
    person: string,
  ): Promise<
    readonly { readonly id: string; readonly holderId: string; readonly applicationId: string; readonly at: Instant }[]
  > {
    return sql.query(
      `SELECT id, holder_id AS "holderId", application_id AS "applicationId", given_at AS at FROM enrollment.consents
       WHERE given_by = $1 AND how = 'own-login' ORDER BY number`,
      [person],
    );
  }

  /** The consent to these terms as it is shown to somebody, where the last one is to them. */
  async shown(sql: Sql, id: string, terms: string, reader: PaperReader): Promise<ShownConsent | undefined> {
    const [row] = await sql.query<ConsentRow>(`${CONSENT} WHERE k.application_id = $1 ORDER BY k.number DESC LIMIT 1`, [
      id,
    ]);
    return row?.terms === terms ? this.viewOf(row, seesPaper(reader, row.givenBy)) : undefined;
  }

  /** All that were given for a child, with the numbers of the papers, in the order in which they were given. */
  async ofChild(
    sql: Sql,
    holderId: string,
  ): Promise<readonly (ShownConsent & Pick<ConsentRow, 'id' | 'applicationId'>)[]> {
    const rows = await sql.query<ConsentRow>(`${CONSENT} WHERE k.holder_id = $1 ORDER BY k.number`, [holderId]);
    return rows.map((row) => ({ id: row.id, applicationId: row.applicationId, ...this.viewOf(row, true) }));
  }

  private viewOf(row: ConsentRow, withNumber: boolean): ShownConsent {
    const { holderId, textVersion, how, givenAt, coPaymentAtMostKopecks, signedOn, sealed, key } = row;
    const number = withNumber && sealed && key ? { number: this.vault.openText(holderId, key, sealed) } : {};
    return {
      coPaymentAtMostKopecks,
      textVersion,
      how,
      ...(signedOn === null ? {} : { paper: { ...number, signedOn } }),
      givenAt,
    };
  }
}

const CONSENT = `SELECT k.id, k.application_id AS "applicationId", k.holder_id AS "holderId",
    k.text_version AS "textVersion", k.terms, k.how, k.given_by AS "givenBy", k.given_at AS "givenAt",
    k.co_payment_at_most_kopecks AS "coPaymentAtMostKopecks", k.sealed_paper_number AS sealed,
    k.signed_on AS "signedOn", p.key
  FROM enrollment.consents k LEFT JOIN enrollment.people p USING (holder_id)`;

/** In plain data: a class is no row. */
type ShownConsent = Pick<ConsentView, keyof ConsentView>;

type ConsentRow = {
  readonly id: string;
  readonly applicationId: string;
  readonly givenBy: string;
  readonly holderId: string;
  readonly textVersion: string;
  readonly terms: string;
  readonly how: Given['how'];
  readonly givenAt: string;
  readonly coPaymentAtMostKopecks: Kopecks;
  readonly sealed: Uint8Array | null;
  readonly signedOn: CalendarDate | null;
  readonly key: Uint8Array | null;
};
