import { isCalendarDate, zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import { directionOf, type Direction } from '../direction.js';
import type { ApiGroup, ApiModule, ApiProgram } from './programs-file.js';
import type { Refuse } from './refusal.js';
import { kopecksOf } from './roubles.js';

export type Provider = {
  readonly providerId: string;
  readonly name: string;
  readonly inn: string | null;
  readonly address: string | null;
  readonly payable: boolean;
};

export type StudyGroup = {
  readonly groupId: string;
  readonly name: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly places: number;
};

export type Module = {
  readonly moduleId: string;
  readonly name: string;
  readonly hours: number | null;
  readonly price: Kopecks;
  readonly normativeCost: Kopecks;
  readonly groups: readonly StudyGroup[];
};

export type Programme = {
  readonly programmeId: string;
  readonly provider: Provider;
  readonly name: string;
  readonly shortName: string | null;
  readonly direction: Direction;
  readonly municipality: number;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
  readonly modules: readonly Module[];
};

/** A programme with the index of its answer in the file. */
export type ProgrammeRow = { readonly row: number; readonly programme: Programme };

const NAME_LENGTH_MAX = 1000;
const AGE_MONTHS_MAX = 1200;
const COUNT_MAX = 1_000_000;
const PROGRAM = '/data/program';

/** A programme of the API in our terms. Every fault is noted with `refuse`; after one, the result means nothing. */
export const programmeOf = (program: ApiProgram, refuse: Refuse): Programme => {
  const name = nameWith(refuse);
  for (const field of ['age_group_min', 'age_group_max'] as const) {
    if (!within(program[field], AGE_MONTHS_MAX)) refuse('age-not-valid', `${PROGRAM}/${field}`);
  }
  if (program.age_group_max < program.age_group_min) refuse('ages-reversed', `${PROGRAM}/age_group_max`);
  if (program.mun < 0) refuse('municipality-not-valid', `${PROGRAM}/mun`);
  return {
    programmeId: String(program.id),
    provider: {
      providerId: String(program.organization.id),
      name: name(program.organization.name, `${PROGRAM}/organization/name`),
      inn: name(program.organization.inn ?? null, `${PROGRAM}/organization/inn`),
      address: name(program.organization.address?.name ?? null, `${PROGRAM}/organization/address/name`),
      payable: program.organization.cant_use_certificate === 0,
    },
    name: name(program.full_name, `${PROGRAM}/full_name`),
    shortName: name(program.short_name ?? null, `${PROGRAM}/short_name`),
    direction: direction(program, refuse),
    municipality: program.mun,
    ageMinMonths: program.age_group_min,
    ageMaxMonths: program.age_group_max,
    modules: program.modules.map((module, index) => moduleOf(module, `${PROGRAM}/modules/${index}`, refuse)),
  };
};

const moduleOf = (module: ApiModule, place: string, refuse: Refuse): Module => {
  const price = (field: 'price' | 'normative_price'): Kopecks => {
    const amount = kopecksOf(module[field]);
    if (amount === undefined) refuse('price-not-valid', `${place}/${field}`);
    return amount ?? zero;
  };
  if (!within(module.hours ?? 0, COUNT_MAX)) refuse('hours-not-valid', `${place}/hours`);
  return {
    moduleId: String(module.id),
    name: nameWith(refuse)(module.name, `${place}/name`),
    hours: module.hours ?? null,
    price: price('price'),
    normativeCost: price('normative_price'),
    groups: module.groups.map((group, index) => groupOf(group, `${place}/groups/${index}`, refuse)),
  };
};

const groupOf = (group: ApiGroup, place: string, refuse: Refuse): StudyGroup => {
  const { date_start: firstDay, date_end: lastDay } = group;
  if (!isCalendarDate(firstDay)) refuse('date-not-valid', `${place}/date_start`);
  if (!isCalendarDate(lastDay)) refuse('date-not-valid', `${place}/date_end`);
  else if (lastDay < firstDay) refuse('dates-reversed', `${place}/date_end`);
  if (!within(group.max_children, COUNT_MAX)) refuse('places-not-valid', `${place}/max_children`);
  return {
    groupId: String(group.id),
    name: nameWith(refuse)(group.name, `${place}/name`),
    firstDay: firstDay as CalendarDate,
    lastDay: lastDay as CalendarDate,
    places: group.max_children,
  };
};

const direction = (program: ApiProgram, refuse: Refuse): Direction => {
  const known = directionOf(program.direction_id);
  if (!known) refuse('direction-unknown', `${PROGRAM}/direction_id`);
  else if (program.direction && program.direction.id !== program.direction_id) {
    refuse('direction-contradicts', `${PROGRAM}/direction/id`);
  }
  return known ?? 'technical';
};

const within = (value: number, max: number): boolean => value >= 0 && value <= max;

const nameWith =
  (refuse: Refuse) =>
  <Text extends string | null>(text: Text, place: string): Text => {
    if (text !== null && (text.trim() === '' || text.length > NAME_LENGTH_MAX)) refuse('name-not-valid', place);
    return text;
  };
