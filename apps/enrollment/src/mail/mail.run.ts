import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@lib/database';
import { Leases, isUnavailable } from '@lib/messaging';
import type { Vault } from '../vault/vault.js';
import {
  MAIL_PACE,
  addressOf,
  gatherNews,
  giveUp,
  nextMail,
  noteSent,
  type DueMail,
  type MailPace,
} from './mail.store.js';
import { MailNotTaken, type Mailer } from './mailer.js';
import { News } from './news.js';

const LOOK_EVERY_MS = 10_000;
/** After so many attempts, most of a day, a mail is given up. */
const ATTEMPTS_MAX = 8;

/**
 * Tells parents by mail that there is news. What waits is in the database, so a restart loses nothing; a lease lets one
 * process send. One that dies between the server's answer and the note of it sends that mail a second time, under the
 * same id.
 */
export class MailRun {
  readonly news: News;
  private readonly leases: Leases;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    /** Undefined: nothing is sent, and no news is kept for it. */
    private readonly mailer: Mailer | undefined,
    private readonly onError: (error: unknown) => void,
    private readonly pace: MailPace = MAIL_PACE,
  ) {
    this.leases = new Leases(database, 'enrollment');
    this.news = new News(mailer !== undefined);
  }

  start(): void {
    if (this.mailer) this.running ??= this.repeat(this.mailer);
  }

  /** Waits for the mail in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Sends whatever is due, until the server takes no more. @throws whatever keeps it from the database */
  async turn(mailer: Mailer): Promise<void> {
    const lease = await this.leases.take('mail');
    if (!lease) return;
    try {
      while (this.mayGoOn(lease) && (await gatherNews(this.database, this.pace)));
      while (this.mayGoOn(lease)) {
        const due = await nextMail(this.database, this.pace);
        if (!due || !(await this.isServerThere(mailer, due))) return;
      }
    } finally {
      await lease.release();
    }
  }

  private mayGoOn(lease: { readonly isHeld: boolean }): boolean {
    return lease.isHeld && !this.stopping.signal.aborted;
  }

  private async repeat(mailer: Mailer): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.turn(mailer).catch((error: unknown) => {
        if (!isUnavailable(error)) this.onError(error);
      });
      await sleep(LOOK_EVERY_MS, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  private async isServerThere(mailer: Mailer, due: DueMail): Promise<boolean> {
    const to = await addressOf(this.database, this.vault, due.person);
    if (to === undefined) {
      await giveUp(this.database, due);
      return true;
    }
    try {
      await mailer.send({ batch: due.batch, to });
    } catch (error) {
      if (!(error instanceof MailNotTaken)) throw error;
      this.onError(error);
      if (error.why === 'refused' || due.attempts >= ATTEMPTS_MAX) await giveUp(this.database, due);
      return error.why !== 'away';
    }
    await noteSent(this.database, due, this.pace);
    return true;
  }
}
