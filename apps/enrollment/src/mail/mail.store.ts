import type { Database, Sql } from '@lib/database';
import type { Vault } from '../vault/vault.js';
import { parentOf } from '../parent/parent.store.js';

/** How mails are paced, by the system's time. */
export type MailPace = {
  /** News that come within it are one mail. */
  readonly gatherMs: number;
  /** Between two mails to one parent. */
  readonly restMs: number;
  /** Before the second attempt; each later one waits twice as long, at most `restMs`. */
  readonly againMs: number;
};

export const MAIL_PACE: MailPace = { gatherMs: 600_000, restMs: 21_600_000, againMs: 300_000 };

/** A mail whose turn it is, with which attempt this is. */
export type DueMail = {
  readonly person: string;
  readonly batch: string;
  readonly news: number;
  readonly attempts: number;
};

const TAKEN_AT_ONCE = 500;

/**
 * Finds who wants a mail of what is new: whoever acts for the child, under whichever of its surrogate ids. Resolves to
 * whether there may be more. Twice the same news before its mail is one mail.
 */
export const gatherNews = async (database: Database, { gatherMs, restMs }: MailPace): Promise<boolean> => {
  const [row] = await database.query<{ taken: number }>(
    `WITH taken AS (
       DELETE FROM enrollment.mail_news
       WHERE id = ANY(ARRAY(SELECT id FROM enrollment.mail_news ORDER BY id LIMIT $1)) RETURNING holder_id
     ), told AS (
       SELECT DISTINCT p.person FROM taken n
       JOIN enrollment.children c USING (holder_id)
       JOIN enrollment.children same ON same.holder_id = coalesce(c.merged_into, c.holder_id)
         OR same.merged_into = coalesce(c.merged_into, c.holder_id)
       JOIN enrollment.guardianships g ON g.holder_id = same.holder_id AND g.ended_at IS NULL
       JOIN enrollment.parents p ON p.person = g.person AND p.wants_mail
     ), due AS (
       INSERT INTO enrollment.mailings AS m (person, batch, news, due_at)
       SELECT person, gen_random_uuid(), 1, now() + $2 * interval '1 millisecond' FROM told ORDER BY person
       ON CONFLICT (person) DO UPDATE SET news = m.news + 1, batch = coalesce(m.batch, excluded.batch),
         due_at = CASE WHEN m.batch IS NULL
           THEN greatest(excluded.due_at, m.sent_at + $3 * interval '1 millisecond') ELSE m.due_at END
     )
     SELECT count(*) AS taken FROM taken`,
    [TAKEN_AT_ONCE, gatherMs, restMs],
  );
  return row?.taken === TAKEN_AT_ONCE;
};

/** The mail that has waited longest, counted as attempted before it is: a process that dies of it does not try for ever. */
export const nextMail = async (database: Database, { againMs, restMs }: MailPace): Promise<DueMail | undefined> => {
  const [due] = await database.query<DueMail>(
    `UPDATE enrollment.mailings m SET attempts = m.attempts + 1,
       due_at = now() + least($1 * power(2, m.attempts), $2) * interval '1 millisecond'
     WHERE m.person = (SELECT person FROM enrollment.mailings WHERE batch IS NOT NULL AND due_at <= now()
       ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING m.person, m.batch, m.news, m.attempts`,
    [againMs, restMs],
  );
  return due;
};

/** Where a parent wants its mail; undefined: it wants none any more. */
export const addressOf = async (sql: Sql, vault: Vault, person: string): Promise<string | undefined> => {
  const view = (await parentOf(sql, vault, person))?.view;
  return view?.mailNews === true ? view.email : undefined;
};

/** What came while the mail was on its way is in another one. */
export const noteSent = async (database: Database, due: DueMail, { restMs }: MailPace): Promise<void> => {
  await database.query(
    `UPDATE enrollment.mailings SET sent_at = now(), attempts = 0,
       batch = CASE WHEN news = $3 THEN NULL ELSE gen_random_uuid() END, due_at = now() + $4 * interval '1 millisecond'
     WHERE person = $1 AND batch = $2`,
    [due.person, due.batch, due.news, restMs],
  );
};

/** The news are not told by mail; the next ones are tried again. */
export const giveUp = async (database: Database, { person, batch }: DueMail): Promise<void> => {
  await database.query('UPDATE enrollment.mailings SET batch = NULL, attempts = 0 WHERE person = $1 AND batch = $2', [
    person,
    batch,
  ]);
};
