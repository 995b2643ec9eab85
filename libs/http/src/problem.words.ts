import { hasPhrase, parametersOf, phrase, type Locale } from '@lib/wording';
import type { ProblemError } from './problem.js';

/** What is kept of a problem until somebody reads it: codes and parameters (ADR 0025). */
export type ProblemCodes = Pick<ProblemError, 'status' | 'reason' | 'extensions' | 'faults'>;

/** A problem as RFC 9457 has it, in the words of its reader. @param id of the request, or of whatever it is about: a UUID */
export const problemInWords = (problem: ProblemCodes, locale: Locale, id: string): Record<string, unknown> => {
  const { status, reason, extensions, faults } = problem;
  const detail = `detail.${reason}`;
  return {
    ...extensions,
    type: `/problems/${reason}`,
    title: inWords(locale, `problem.${reason}`, problem),
    status,
    ...(hasPhrase(detail) ? { detail: inWords(locale, detail, problem) } : {}),
    instance: `urn:uuid:${id}`,
    ...(faults.length > 0
      ? {
          errors: faults.map(({ pointer, code, params: values }) => ({
            pointer,
            code,
            message: phrase(locale, `fault.${code}`, values),
          })),
        }
      : {}),
  };
};

// An extension member is told by the words too where they name it.
const inWords = (locale: Locale, key: string, { extensions }: ProblemCodes): string => {
  const named = [...parametersOf(key)].map((name) => [name, extensions[name]] as const);
  return phrase(
    locale,
    key,
    Object.fromEntries(named.flatMap(([name, value]) => (isValue(value) ? [[name, value]] : []))),
  );
};

const isValue = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
