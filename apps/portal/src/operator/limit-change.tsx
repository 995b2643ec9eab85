import type { JSX } from 'preact';
import { Facts } from '../page/parts.js';
import type { Visit } from '../page/visit.js';
import type { Words } from '../page/words.js';
import { Decision } from './decision.js';

type Change = {
  readonly id: string;
  readonly certificateGroup: string;
  readonly countLimit: number | null;
  readonly sumLimitKopecks: number | null;
  readonly act: string;
  readonly state: 'waiting' | 'approved' | 'dropped';
  readonly askedOn: string;
  readonly askedBy: string;
  readonly decidedOn?: string;
};
type Named = { readonly certificateGroup: string; readonly name: string };

/** A change of limits that was asked for, and what can be decided about it. */
export const ChangeOfLimits = ({
  visit,
  programme,
  change,
  groups,
}: {
  visit: Visit;
  programme: string;
  change: Change;
  groups: readonly Named[];
}): JSX.Element => {
  const { words } = visit;
  const { say, day } = words;
  return (
    <>
      <h3>{groups.find(({ certificateGroup }) => certificateGroup === change.certificateGroup)?.name}</h3>
      <Facts
        items={[
          [say('operator.asked-on'), day(change.askedOn)],
          [say('operator.act'), change.act],
          [say('operator.new-limits'), limitsInWords(change, words)],
          [say('provider.state'), say(`operator.change-${change.state}`)],
          ...(change.decidedOn === undefined ? [] : [[say('operator.decided-on'), day(change.decidedOn)] as const]),
        ]}
      />
      {change.state === 'waiting' && (
        <Decision visit={visit} what={{ kind: 'limits', id: change.id, programme }} askedBy={change.askedBy} />
      )}
    </>
  );
};

const limitsInWords = ({ countLimit, sumLimitKopecks }: Change, { say, money }: Words): string =>
  [
    countLimit === null ? say('operator.any-count') : say('operator.at-most-count', { count: countLimit }),
    sumLimitKopecks === null ? say('operator.any-sum') : say('operator.at-most-sum', { sum: money(sumLimitKopecks) }),
  ].join(', ');
