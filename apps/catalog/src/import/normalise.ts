import { programmeOf, type ProgrammeRow } from './programme.js';
import type { ApiAnswer, ApiProgram } from './programs-file.js';
import type { Refusal, RefusalReason, Refuse } from './refusal.js';

/** Splits a file into programmes and refusals. A row with any fault is refused whole, with every fault named. */
export const normalise = (
  file: readonly ApiAnswer[],
): { readonly taken: readonly ProgrammeRow[]; readonly refused: readonly Refusal[] } => {
  const taken: ProgrammeRow[] = [];
  const refused: Refusal[] = [];
  const seen = new Seen();
  file.forEach(({ program }, row) => {
    const faults: Refusal[] = [];
    const refuse: Refuse = (reason, place) => faults.push({ row, pointer: `/${row}${place}`, reason });
    if (program) {
      seen.check(program, refuse);
      const programme = programmeOf(program, refuse);
      if (faults.length === 0) {
        taken.push({ row, programme });
        // Only now: a refused row keeps no id from a later one that is right.
        seen.add(program);
      }
    } else {
      refuse('answer-not-success', '/result_code');
    }
    refused.push(...faults);
  });
  return { taken, refused };
};

/** What the rows taken so far have said: an id may be given once, and a provider is payable or it is not. */
class Seen {
  private readonly ids = new Set<string>();
  private readonly payable = new Map<number, boolean>();

  check(program: ApiProgram, refuse: Refuse): void {
    const own = new Set<string>();
    for (const { key, place, reason } of idsOf(program)) {
      if (this.ids.has(key) || own.has(key)) refuse(reason, place);
      own.add(key);
    }
    const { id, cant_use_certificate: barred } = program.organization;
    if (this.payable.has(id) && this.payable.get(id) !== (barred === 0)) {
      refuse('provider-contradicts', '/data/program/organization/cant_use_certificate');
    }
  }

  add(program: ApiProgram): void {
    for (const { key } of idsOf(program)) this.ids.add(key);
    this.payable.set(program.organization.id, program.organization.cant_use_certificate === 0);
  }
}

type Id = { readonly key: string; readonly place: string; readonly reason: RefusalReason };

const idsOf = (program: ApiProgram): readonly Id[] => {
  const at = '/data/program';
  return [
    { key: `programme ${program.id}`, place: `${at}/id`, reason: 'duplicate-programme' },
    ...program.modules.flatMap((module, m): Id[] => [
      { key: `module ${module.id}`, place: `${at}/modules/${m}/id`, reason: 'duplicate-module' },
      ...module.groups.map((group, g): Id => ({
        key: `group ${group.id}`,
        place: `${at}/modules/${m}/groups/${g}/id`,
        reason: 'duplicate-group',
      })),
    ]),
  ];
};
