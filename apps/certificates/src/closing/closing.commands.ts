import type { EventStore } from '@lib/event-store';
import { dateAt, err, ok, type Clock, type Result } from '@lib/kernel';
import { accountCodec } from '../account/event-catalogue.js';
import type { Account } from '../account/domain/account.js';
import { closeCertificate, type ClosingRejection } from '../account/domain/close.js';
import type { AccountEvent, ClosingReason } from '../account/domain/events.js';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import type { Programmes } from '../programme/programme.commands.js';

export type Closed = Extract<AccountEvent, { type: 'CertificateClosed' }> & { readonly number: string };

/** Closes certificates for an operator. */
export class Closings {
  constructor(
    private readonly store: EventStore,
    private readonly accounts: Ledger<Account, AccountEvent>,
    private readonly programmes: Programmes,
    private readonly clock: Clock,
  ) {}

  /** Closes a certificate today; one that is closed already is answered as it was closed, whatever the reason given now. */
  async close(
    holder: string,
    programme: string,
    reason: ClosingReason,
  ): Promise<Result<Closed, ClosingRejection | { readonly reason: 'unknown-programme'; readonly programme: string }>> {
    const settings = await this.programmes.find(programme);
    if (!settings) return err({ reason: 'unknown-programme', programme });
    await this.clock.refresh();
    const on = dateAt(this.clock.now(), settings.timeZone);
    const stream = streams.account(holder);
    const closed = await this.accounts.handle(stream, { commandId: `close ${programme}` }, (account) =>
      closeCertificate(account, { on, financingProgramme: programme, reason }),
    );
    if (!closed.ok) return closed;
    const events = (await this.store.read(stream)).map((stored) => accountCodec.decode(stored));
    const closing = events.find(
      (event) => event.type === 'CertificateClosed' && event.financingProgramme === programme,
    );
    if (closing?.type !== 'CertificateClosed') throw new TypeError('a closed certificate has a closing');
    return ok({ ...closing, number: closed.value.state.certificates.get(programme)?.number ?? '' });
  }
}
