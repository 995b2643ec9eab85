import { z } from 'zod';

const id = z.int().nonnegative();
const text = z.string();

const group = z.object({ id, name: text, date_start: text, date_end: text, max_children: z.int() });

const studyModule = z.object({
  id,
  name: text,
  hours: z.int().nullish(),
  price: text,
  normative_price: text,
  groups: z.array(group),
});

const program = z.object({
  id,
  full_name: text,
  short_name: text.nullish(),
  direction_id: z.int(),
  direction: z.object({ id: z.int() }).nullish(),
  mun: z.int(),
  age_group_min: z.int(),
  age_group_max: z.int(),
  organization: z.object({
    id,
    name: text,
    inn: text.nullish(),
    cant_use_certificate: z.int(),
    address: z.object({ name: text.nullish() }).nullish(),
  }),
  modules: z.array(studyModule),
});

const success = z.object({ program });

/** An answer of the catalogue API. What an unsuccessful one carries instead of data is nobody's business. */
const answer = z
  .object({ result_code: text, result_message: text.nullish(), data: z.unknown().optional() })
  .transform(({ result_code, data }, context) => {
    if (result_code !== 'FLSCS') return { code: result_code, program: undefined };
    const read = success.safeParse(data);
    if (read.success) return { code: result_code, program: read.data.program };
    for (const issue of read.error.issues) {
      context.issues.push({ ...issue, path: ['data', ...issue.path], input: data } as z.core.$ZodRawIssue);
    }
    return z.NEVER;
  });

/**
 * A region's programs.json: answers of the public catalogue API, as they are. The schema knows shapes only: a value that
 * breaks a rule of the trade refuses its row, a value of another type refuses the file. Unknown fields are tolerated.
 */
export const programsFile = z.array(answer);

export type ApiAnswer = z.output<typeof answer>;
export type ApiProgram = z.output<typeof program>;
export type ApiModule = z.output<typeof studyModule>;
export type ApiGroup = z.output<typeof group>;
