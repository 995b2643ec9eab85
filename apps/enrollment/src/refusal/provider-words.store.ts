import type { Sql } from '@lib/database';
import { localeOf, phrase } from '@lib/wording';
import { sealedText } from '../child/sealed-text.js';
import type { Vault } from '../child/vault.js';
import type { ProviderReason, RefusalDto } from './refusal.dto.js';

/** What a refused application shows of its provider's reason. */
export type ProviderRefusal = {
  readonly providerReason: ProviderReason;
  readonly providerReasonText: string;
  readonly providerWords?: string;
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
}
