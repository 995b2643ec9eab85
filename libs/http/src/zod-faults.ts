import type { z } from 'zod';
import { step, type Fault } from './problem.js';
import { FAULTS_MAX } from './request-guard.js';

/** The faults of a value that a zod schema refused, unknown keys one by one. `at` is the pointer to that value. */
export const zodFaults = (error: z.ZodError, at = ''): Fault[] =>
  error.issues.slice(0, FAULTS_MAX).flatMap((issue) => faultsOf(issue, at));

type Issue = z.core.$ZodIssue;

const faultsOf = (issue: Issue, at: string): Fault[] => {
  const pointer = at + issue.path.map(step).join('');
  const fault = (code: string, params?: Fault['params']): Fault[] => [
    { pointer, code, ...(params === undefined ? {} : { params }) },
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ pointer: pointer + step(key), code: 'unknown-field' }));
    case 'invalid_type':
      // zod keeps the refused value to itself unless asked, but says so when there was none.
      if (issue.message.endsWith('received undefined')) return fault('required');
      return fault(TYPES[issue.expected] ?? 'invalid');
    case 'too_small':
      if (issue.origin === 'string') return fault('empty');
      return fault(isCollection(issue.origin) ? 'too-few' : 'too-small', { min: limit(issue.minimum) });
    case 'too_big':
      if (issue.origin === 'string') return fault('too-long', { max: limit(issue.maximum) });
      return fault(isCollection(issue.origin) ? 'too-many' : 'too-large', { max: limit(issue.maximum) });
    case 'invalid_format':
      return fault(issue.format === 'uuid' ? 'not-a-uuid' : 'not-of-form', { form: issue.pattern ?? issue.format });
    case 'invalid_value':
      return fault('not-one-of', { values: issue.values.map(String).join(', ') });
    case 'not_multiple_of':
      return fault('invalid');
    case 'invalid_union': {
      const [branch] = issue.errors;
      return branch && issue.errors.length === 1
        ? branch.flatMap((inner) => faultsOf(inner, pointer))
        : fault('invalid');
    }
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => faultsOf(inner, pointer));
    case 'custom': {
      // Only a parse with `reportInput` tells that there was nothing.
      if ('input' in issue && issue.input === undefined) return fault('required');
      const { code, ...params } = (issue.params ?? {}) as { code?: string } & NonNullable<Fault['params']>;
      return fault(code ?? 'invalid', Object.keys(params).length > 0 ? params : undefined);
    }
  }
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'not-text',
  number: 'not-a-number',
  int: 'not-a-whole-number',
  boolean: 'not-a-flag',
  array: 'not-a-list',
  object: 'not-an-object',
  record: 'not-an-object',
};

const isCollection = (origin: string): boolean => origin === 'array' || origin === 'set';
const limit = (value: number | bigint): string | number => (typeof value === 'bigint' ? String(value) : value);
