import { isCalendarDate } from '@lib/kernel';
import type { WireMessage } from '@lib/contracts';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { contractsFolder, filesIn } from './released.js';

/** A validator of JSON Schema 2020-12. Patterns make `uuid` and `date-time` exact, so these formats need no check of their own. */
export const newAjv = (): Ajv2020 =>
  new Ajv2020({
    allErrors: true,
    formats: { uuid: true, 'date-time': true, date: (text: string) => isCalendarDate(text) },
  });

/** What the published files say against a message, as a reader finds out who has nothing but the files. */
export const published = (): ((message: WireMessage) => readonly unknown[]) => {
  const files = filesIn(contractsFolder);
  const ajv = newAjv();
  const validators = new Map<string, ValidateFunction | undefined>();
  const validator = (path: string): ValidateFunction | undefined =>
    validators.getOrInsertComputed(path, () => {
      const file = files.get(path);
      return file === undefined ? undefined : ajv.compile(JSON.parse(file) as object);
    });
  const faults = (path: string, value: unknown): readonly unknown[] => {
    const validate = validator(path);
    if (!validate) return [`${path} is not there`];
    validate(value);
    return validate.errors ?? [];
  };
  return ({ topic, headers, value }) => [
    ...faults('schemas/headers.json', headers),
    ...faults(`schemas/${topic}/${withoutOwner(headers['ce_type'])}.json`, JSON.parse(value ?? 'null')),
  ];
};

const withoutOwner = (type = ''): string => type.slice(type.indexOf('.') + 1);
