import type { Kopecks } from '@lib/kernel';
import { directions } from '../direction/direction.js';
import type { ExportedProgramme } from './programs.query.js';

/**
 * The file of the catalogue as an import takes it, in pieces: an answer of the catalogue API to a line. What is closed is
 * archived there.
 */
export async function* programsFileOf(pages: AsyncIterable<readonly ExportedProgramme[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const page of pages) {
    yield before + page.map((programme) => JSON.stringify(answerOf(programme))).join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

const answerOf = (programme: ExportedProgramme) => ({
  result_code: 'FLSCS',
  data: {
    program: {
      id: Number(programme.programmeId),
      full_name: programme.name,
      short_name: programme.shortName,
      direction_id: directions.indexOf(programme.direction) + 1,
      mun: programme.municipality,
      age_group_min: programme.ageMinMonths,
      age_group_max: programme.ageMaxMonths,
      archived: programme.closed,
      organization: {
        id: Number(programme.providerId),
        name: programme.providerName,
        inn: programme.inn,
        cant_use_certificate: programme.payable ? 0 : 1,
        address: { name: programme.address },
      },
      modules: programme.modules.map((module) => ({
        id: Number(module.moduleId),
        name: module.name,
        hours: module.hours,
        price: roublesOf(module.price),
        normative_price: roublesOf(module.normativeCost),
        groups: module.groups.map((group) => ({
          id: Number(group.groupId),
          name: group.name,
          date_start: group.firstDay,
          date_end: group.lastDay,
          max_children: group.places,
          archived: group.closed,
        })),
      })),
    },
  },
});

/** Whole kopecks as a decimal string of roubles, exactly: `5028.40`. */
const roublesOf = (amount: Kopecks): string => {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
