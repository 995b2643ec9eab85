import { dateAt, err, ok, type Clock, type Result } from '@lib/kernel';
import type { Ledger } from '../ledger/ledger.js';
import { streams } from '../ledger/streams.js';
import { programmeId, type FinancingProgramme, type ProgrammeGroup } from '../programme/domain/programme.js';
import {
  askLimitChange,
  decideLimitChange,
  type CertificateGroup,
  type GroupLimits,
  type Limit,
  type LimitChange,
  type LimitChangeRejection,
  type LimitDecisionRejection,
  type LimitEvent,
} from './domain/limit.js';

type Asked = GroupLimits & {
  readonly change: string;
  readonly certificateGroup: string;
  readonly act: string;
  readonly by: string;
};
type Decided = { readonly change: string; readonly verdict: 'approved' | 'dropped'; readonly by: string };

/** Changes of limits by two persons. Every method may be called again with the same content: it answers the same. */
export class LimitChanges {
  constructor(
    private readonly limits: Ledger<Limit, LimitEvent>,
    private readonly clock: Clock,
  ) {}

  async ask(
    settings: FinancingProgramme,
    { certificateGroup, ...asked }: Asked,
  ): Promise<Result<LimitChange, LimitChangeRejection | { readonly reason: 'unknown-certificate-group' }>> {
    const group = settings.groups.find(({ id }) => id === certificateGroup);
    if (!group) return err({ reason: 'unknown-certificate-group' });
    const on = await this.today(settings);
    return this.handle(settings, asked.change, `ask limits ${asked.change}`, (limit) =>
      askLimitChange(limit, limitOf(group), { on, ...asked }),
    );
  }

  async decide(settings: FinancingProgramme, decided: Decided): Promise<Result<LimitChange, LimitDecisionRejection>> {
    const on = await this.today(settings);
    // Of two who decide at one moment each has events of his own.
    const commandId = `limits ${decided.change} ${decided.verdict} ${decided.by}`;
    return this.handle(settings, decided.change, commandId, (limit) => decideLimitChange(limit, { on, ...decided }));
  }

  async limitOf(settings: FinancingProgramme): Promise<Limit> {
    return (await this.limits.load(streams.limit(programmeId(settings)))).state;
  }

  private async handle<Rejected>(
    settings: FinancingProgramme,
    change: string,
    commandId: string,
    decide: (limit: Limit) => Result<readonly LimitEvent[], Rejected>,
  ): Promise<Result<LimitChange, Rejected>> {
    const handled = await this.limits.handle(streams.limit(programmeId(settings)), { commandId }, decide);
    if (!handled.ok) return handled;
    const known = handled.value.state.changes.get(change);
    if (!known) throw new TypeError('a change of limits that was answered is known');
    return ok(known);
  }

  private async today({ timeZone }: FinancingProgramme): Promise<LimitChange['on']> {
    await this.clock.refresh();
    return dateAt(this.clock.now(), timeZone);
  }
}

/** A group as its region file describes it. */
export const limitOf = (group: ProgrammeGroup): CertificateGroup => ({
  id: group.id,
  name: group.name,
  nominal: group.nominalKopecks,
  countLimit: group.countLimit,
  sumLimit: group.sumLimitKopecks,
});
