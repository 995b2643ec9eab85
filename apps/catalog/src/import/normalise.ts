import { programmeOf, type Programme, type ProgrammeRow } from './programme.js';
import type { ApiAnswer } from './programs-file.js';
import { Reading } from './reading.js';
import type { Refusal, RefusalReason, Refuse } from './refusal.js';

/** Enough to mend a catalogue; a hostile file must not make an answer of its own size. */
const REFUSALS_MAX = 10_000;

export type Normalised = {
  readonly taken: readonly ProgrammeRow[];
  /** Every fault of the rows that were not taken; at most the first ten thousand. */
  readonly refused: readonly Refusal[];
  readonly refusedRows: number;
  /** The programmes that the file names, those of refused rows included. */
  readonly named: ReadonlySet<string>;
  /** Rows that do not tell which programme they are about: what is absent from the file cannot be said. */
  readonly nameless: number;
};

/** Splits a file into programmes and refusals. A row with any fault is refused whole, with every fault named. */
export const normalise = (file: readonly ApiAnswer[]): Normalised => {
  const taken: ProgrammeRow[] = [];
  const refused: Refusal[] = [];
  const named = new Set<string>();
  let nameless = 0;
  const seen = new Seen();
  file.forEach((answer, row) => {
    const faults = new Map<string, Refusal>();
    // One fault at a place: what could not be read cannot contradict anything either.
    const refuse: Refuse = (reason, place) => {
      const pointer = `/${row}${place}`;
      if (!faults.has(pointer) && faults.size < REFUSALS_MAX) faults.set(pointer, { row, pointer, reason });
    };
    const programme = programmeIn(new Reading(answer, '', refuse));
    if (programme) seen.check(programme, refuse);
    if (programme && faults.size === 0) {
      taken.push({ row, programme });
      // Only now: a refused row keeps no id from a later one that is right.
      seen.add(programme);
    }
    if (programme && programme.programmeId !== '') named.add(programme.programmeId);
    else nameless += 1;
    for (const fault of [...faults.values()].slice(0, REFUSALS_MAX - refused.length)) refused.push(fault);
  });
  return { taken, refused, refusedRows: file.length - taken.length, named, nameless };
};

const SUCCESS = 'FLSCS';
const PROGRAM = '/data/program';

/** What an unsuccessful answer carries instead of data is nobody's business. */
const programmeIn = (answer: Reading): Programme | undefined =>
  answer.text('result_code', 'answer-not-success', (code) => code === SUCCESS) === SUCCESS
    ? programmeOf(answer.object('data').object('program'))
    : undefined;

/** What the rows taken so far have said: an id may be given once, and a provider is payable or it is not. */
class Seen {
  private readonly ids = new Set<string>();
  private readonly payable = new Map<string, boolean>();

  check(programme: Programme, refuse: Refuse): void {
    const own = new Set<string>();
    for (const { key, place, reason } of idsOf(programme)) {
      if (this.ids.has(key) || own.has(key)) refuse(reason, place);
      own.add(key);
    }
    const { providerId, payable } = programme.provider;
    if (this.payable.has(providerId) && this.payable.get(providerId) !== payable) {
      refuse('provider-contradicts', `${PROGRAM}/organization/cant_use_certificate`);
    }
  }

  add(programme: Programme): void {
    for (const { key } of idsOf(programme)) this.ids.add(key);
    this.payable.set(programme.provider.providerId, programme.provider.payable);
  }
}

type Id = { readonly id: string; readonly key: string; readonly place: string; readonly reason: RefusalReason };

/** The ids of a row, without those that could not be read. */
const idsOf = ({ programmeId, modules }: Programme): readonly Id[] =>
  [
    {
      id: programmeId,
      key: `programme ${programmeId}`,
      place: `${PROGRAM}/id`,
      reason: 'duplicate-programme' as const,
    },
    ...modules.flatMap(({ moduleId, groups }, m): Id[] => [
      {
        id: moduleId,
        key: `module ${moduleId}`,
        place: `${PROGRAM}/modules/${m}/id`,
        reason: 'duplicate-module',
      },
      ...groups.map(({ groupId }, g): Id => ({
        id: groupId,
        key: `group ${groupId}`,
        place: `${PROGRAM}/modules/${m}/groups/${g}/id`,
        reason: 'duplicate-group',
      })),
    ]),
  ].filter(({ id }) => id !== '');
