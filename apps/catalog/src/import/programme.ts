import { isCalendarDate, zero, type CalendarDate, type Kopecks } from '@lib/kernel';
import { directionOf, type Direction } from '../direction/direction.js';
import { isArchived, isArchivedProgramme } from './archived.js';
import type { Reading } from './reading.js';
import { kopecksOf } from './roubles.js';

type Provider = {
  readonly providerId: string;
  readonly name: string;
  readonly inn: string | null;
  readonly address: string | null;
  readonly payable: boolean;
};

type StudyGroup = {
  readonly groupId: string;
  readonly name: string;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly places: number;
  /** It, or its module, is archived. */
  readonly closed: boolean;
};

type Module = {
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
  /** It is archived: its groups take no new applications, also those that this answer does not name. */
  readonly closed: boolean;
  readonly modules: readonly Module[];
};

/** A programme and the index of its answer in the file. */
export type ProgrammeRow = { readonly row: number; readonly programme: Programme };

const NAME_LENGTH_MAX = 1000;
/** What nobody sees in a name, or what turns the text around it. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const AGE_MONTHS_MAX = 1200;
const COUNT_MAX = 1_000_000;

/** A programme of the API in our terms. Every fault is noted by the reading; after one, the result means nothing. */
export const programmeOf = (program: Reading): Programme => {
  const ageMinMonths = program.whole('age_group_min', 'age-not-valid', { max: AGE_MONTHS_MAX });
  const ageMaxMonths = program.whole('age_group_max', 'age-not-valid', { max: AGE_MONTHS_MAX });
  if (ageMaxMonths < ageMinMonths) program.note('age_group_max', 'ages-reversed');
  return {
    programmeId: program.id(),
    provider: providerOf(program.object('organization')),
    name: nameOf(program, 'full_name'),
    shortName: nameIfAny(program, 'short_name'),
    direction: direction(program),
    municipality: program.whole('mun', 'municipality-not-valid'),
    ageMinMonths,
    ageMaxMonths,
    closed: isArchivedProgramme(program),
    modules: program.objects('modules').map(moduleOf),
  };
};

const providerOf = (organization: Reading): Provider => {
  const address = organization.objectIfAny('address');
  return {
    providerId: organization.id(),
    name: nameOf(organization, 'name'),
    inn: nameIfAny(organization, 'inn'),
    address: address ? nameIfAny(address, 'name') : null,
    // Only 0 says that it may be paid.
    payable: organization.whole('cant_use_certificate', 'payable-not-valid', { min: Number.MIN_SAFE_INTEGER }) === 0,
  };
};

const moduleOf = (module: Reading): Module => {
  const archived = isArchived(module);
  return {
    moduleId: module.id(),
    name: nameOf(module, 'name'),
    hours: module.wholeIfAny('hours', 'hours-not-valid', { max: COUNT_MAX }),
    price: priceOf(module, 'price'),
    normativeCost: priceOf(module, 'normative_price'),
    groups: module.objects('groups').map((group) => groupOf(group, archived)),
  };
};

const groupOf = (group: Reading, archived: boolean): StudyGroup => {
  const firstDay = dateOf(group, 'date_start');
  const lastDay = dateOf(group, 'date_end');
  if (firstDay !== '' && lastDay !== '' && lastDay < firstDay) group.note('date_end', 'dates-reversed');
  return {
    groupId: group.id(),
    name: nameOf(group, 'name'),
    firstDay: firstDay as CalendarDate,
    lastDay: lastDay as CalendarDate,
    places: group.whole('max_children', 'places-not-valid', { max: COUNT_MAX }),
    closed: isArchived(group) || archived,
  };
};

const dateOf = (group: Reading, field: string): string => group.text(field, 'date-not-valid', isCalendarDate);

const priceOf = (module: Reading, field: string): Kopecks =>
  kopecksOf(module.text(field, 'price-not-valid', (roubles) => kopecksOf(roubles) !== undefined)) ?? zero;

const direction = (program: Reading): Direction => {
  const id = program.whole('direction_id', 'direction-unknown');
  const known = directionOf(id);
  if (!known && !Number.isNaN(id)) program.note('direction_id', 'direction-unknown');
  const stated = program.objectIfAny('direction');
  if (stated && known && Number(stated.id()) !== id) stated.note('id', 'direction-contradicts');
  return known ?? 'technical';
};

/** A name is kept in NFC: two spellings of one letter are one name. */
const nameOf = (of: Reading, field: string): string => of.text(field, 'name-not-valid', isName).normalize('NFC');

const nameIfAny = (of: Reading, field: string): string | null =>
  of.textIfAny(field, 'name-not-valid', isName)?.normalize('NFC') ?? null;

const isName = (text: string): boolean =>
  text.trim() !== '' && text.length <= NAME_LENGTH_MAX && !UNPRINTABLE.test(text);
