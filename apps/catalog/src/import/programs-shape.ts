import { z } from 'zod';

const id = z.int().nonnegative();
const name = z.string().min(1).max(1000);
const flag = z.union([z.boolean(), z.literal([0, 1]), z.enum(['0', '1'])]).nullish();
const archived = { archived: flag, is_archived: flag, is_archive: flag };
const roubles = z.string().meta({ pattern: '^\\d{1,13}(\\.\\d{1,2})?$', examples: ['5028.40'] });
const date = z.string().meta({ format: 'date' });

const group = z.looseObject({
  id,
  name,
  date_start: date,
  date_end: date,
  max_children: z.int().min(0).max(1_000_000),
  ...archived,
});

const studyModule = z.looseObject({
  id,
  name,
  hours: z.int().min(0).max(1_000_000).nullish(),
  price: roubles,
  normative_price: roubles,
  groups: z.array(group),
  ...archived,
});

const program = z.looseObject({
  id,
  full_name: name,
  short_name: name.nullish(),
  direction_id: z.int().nonnegative(),
  direction: z.looseObject({ id }).nullish(),
  mun: z.int().nonnegative(),
  age_group_min: z.int().min(0).max(1200).describe('In months.'),
  age_group_max: z.int().min(0).max(1200).describe('In months.'),
  status: z.union([z.int(), z.string()]).nullish().describe('Other than 1: archived.'),
  organization: z.looseObject({
    id,
    name,
    inn: name.nullish(),
    cant_use_certificate: z.int(),
    address: z.looseObject({ name: name.nullish() }).nullish(),
  }),
  modules: z.array(studyModule),
  ...archived,
});

/**
 * What a file of answers looks like, for the description of the endpoint. It refuses nothing: `programmeOf` reads the
 * answers one by one and names what is wrong with each.
 */
export const programsShape = z.array(
  z.union([
    z.looseObject({ result_code: z.literal('FLSCS'), data: z.looseObject({ program }) }),
    z.looseObject({ result_code: z.string() }).describe('An answer that is no success; it is refused.'),
  ]),
);
