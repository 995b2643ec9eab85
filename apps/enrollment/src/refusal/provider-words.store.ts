import type { Sql } from '@lib/database';
import { localeOf, phrase } from '@lib/wording';
import { sealedText } from '../vault/sealed-text.js';
import type { Vault } from '../vault/vault.js';
import type { ProviderReason, RefusalDto } from './refusal.dto.js';

/** What a refused application shows of its provider's reason. */
export type ProviderRefusal = {
  readonly providerReason: ProviderReason;
  readonly providerReasonText: string;
  readonly providerWords?: string;
};

/** The words go with the person's key; where they lay is emptied as well. */
export const forgetWords = async (tx: Sql, holderId: string): Promise<void> => {
  await tx.query('UPDATE enrollment.provider_words SET sealed = NULL WHERE holder_id = $1', [holderId]);
};

/** The reasons and words with which providers refuse. Once the person is erased the words are gone, the reason stays. */
export class ProviderWords {
  constructor(private readonly vault: Vault) {}

  /** In the transaction of the refusal. A refusal without a reason has none. */
  async record(
    tx: Sql,
    application: { readonly id: string; readonly holderId: string | null },
    { words, reason = words === undefined ? undefined : 'other' }: RefusalDto,
  ): Promise<void> {
    if (reason === undefined || application.holderId === null) return;
    const { id, holderId } = application;
    const sealed = words === undefined ? null : await sealedText(tx, this.vault, holderId, words);
    await tx.query(
      `INSERT INTO enrollment.provider_words (application_id, holder_id, reason, sealed) VALUES ($1, $2, $3, $4)`,
      [id, holderId, reason, sealed],
    );
  }

  async of(sql: Sql, id: string, language: string | undefined): Promise<ProviderRefusal | undefined> {
    const [row] = await sql.query<{
      holderId: string;
      reason: ProviderReason;
      sealed: Uint8Array | null;
      key: Uint8Array | null;
    }>(
      `SELECT w.holder_id AS "holderId", w.reason, w.sealed, p.key
       FROM enrollment.provider_words w LEFT JOIN enrollment.people p USING (holder_id) WHERE w.application_id = $1`,
      [id],
    );
    if (!row) return undefined;
    const { holderId, reason, sealed, key } = row;
    return {
      providerReason: reason,
      providerReasonText: phrase(localeOf(language), `provider-reason.${reason}`),
      ...(sealed && key ? { providerWords: this.vault.openText(holderId, key, sealed) } : {}),
    };
  }

  /** The words about a child, by the application that was refused with them. */
  async ofChild(sql: Sql, holderId: string): Promise<ReadonlyMap<string, string>> {
    const rows = await sql.query<{ id: string; sealed: Uint8Array; key: Uint8Array }>(
      `SELECT w.application_id AS id, w.sealed, p.key
       FROM enrollment.provider_words w JOIN enrollment.people p USING (holder_id)
       WHERE w.holder_id = $1 AND w.sealed IS NOT NULL`,
      [holderId],
    );
    return new Map(rows.map(({ id, sealed, key }) => [id, this.vault.openText(holderId, key, sealed)]));
  }
}
