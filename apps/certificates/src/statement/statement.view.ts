import type { GroupState } from '@lib/contracts';
import type { Locale } from '@lib/wording';
import type { AccountEvent, Terms } from '../account/domain/events.js';
import type { StatementEntryView } from './account.dto.js';
import { balancesView } from './account.view.js';
import type { Explanation } from './domain/explanation.js';
import type { StatementEntry } from './domain/statement.js';
import { reasonInWords, textOf } from './statement.words.js';

/** What the catalogue says of study groups, by their ids. */
export type KnownGroups = ReadonlyMap<string, GroupState>;

/** An entry of a statement for its reader. */
export const entryView = (
  entry: StatementEntry,
  explanation: Explanation,
  groups: KnownGroups,
  locale: Locale,
): StatementEntryView => {
  const { event, revision, recordedAt, after } = entry;
  const { movements, cause, says, terms, corrects } = explanation;
  return {
    ...(revision === undefined ? {} : { revision }),
    on: event.on,
    ...(recordedAt === undefined ? {} : { recordedAt }),
    booked: recordedAt !== undefined,
    type: entryType(event.type),
    text: textOf(says, locale),
    amountKopecks: movements.reduce((sum, { amount }) => sum + amount, 0),
    movements: movements.map(({ from, to, amount }) => ({ from, to, amountKopecks: amount })),
    causedBy: cause.by,
    reason: cause.why,
    reasonText: reasonInWords(cause.why, locale),
    ...(corrects === undefined ? {} : { corrects }),
    ...('correction' in event ? { correction: event.correction } : {}),
    ...('contract' in event ? { contract: event.contract } : {}),
    ...('month' in event ? { month: event.month } : {}),
    ...(terms ? placeView(terms, groups.get(terms.group)) : {}),
    after: balancesView(after),
  };
};

/** Entries have their first names for readers of the interface; the events behind some of them are called otherwise since. */
const FIRST_NAMES: Partial<Record<AccountEvent['type'], string>> = {
  ContractConcluded: 'ContractOpened',
  ContractTerminated: 'ContractShortened',
  LessonsReported: 'CompletenessReported',
};

const entryType = (type: AccountEvent['type']): string => FIRST_NAMES[type] ?? type;

type PlaceView = Pick<
  StatementEntryView,
  'providerId' | 'providerName' | 'programmeName' | 'moduleId' | 'moduleName' | 'groupId' | 'groupName'
>;

// The names are those of today. A group that has moved since has other people's.
const placeView = ({ provider, module, group }: Terms, known: GroupState | undefined): PlaceView => ({
  providerId: provider,
  ...(known?.providerId === provider ? named('providerName', known.providerName) : {}),
  ...(known?.moduleId === module ? named('programmeName', known.programmeName) : {}),
  moduleId: module,
  ...(known?.moduleId === module ? named('moduleName', known.moduleName) : {}),
  groupId: group,
  ...named('groupName', known?.groupName),
});

const named = <Key extends string>(key: Key, name: string | undefined): Partial<Record<Key, string>> =>
  (name === undefined ? {} : { [key]: name }) as Partial<Record<Key, string>>;
