import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NewerVersion } from '@lib/kernel';
import type { z } from 'zod';
import { exactFormOf } from '../ledger/exact-form.js';
import { accountCodec, catalogue } from './event-catalogue.js';
import type { AccountEvent } from './domain/events.js';
import { debited, rub } from './account-events.testing.js';
import { everyEvent, samplesIn } from './account-samples.testing.js';

// What has been written stays readable for ever. A sample that is no longer written moves, unchanged, to a file of its own.
const written = samplesIn('account-events.json');

describe('account events of the first version', () => {
  it.each(
    samplesIn('account-events.v1.json').map(
      (stored, index) => [`${stored.type} (${index})`, stored, everyEvent[index]] as const,
    ),
  )('%s is read as what it is called today', (_, stored, event) => {
    expect(accountCodec.decode(stored)).toStrictEqual(event);
  });
});

// An old version whose upgrade throws makes its accounts unreadable.
describe('every sample that was ever frozen', () => {
  const files = readdirSync(new URL('./samples/', import.meta.url));
  const frozen = files.flatMap((file) => samplesIn(file).map((stored) => [file, stored.type, stored] as const));

  it.each(frozen)('in %s is read: %s', (_, __, stored) => {
    expect(Object.keys(accountCodec.versions)).toContain(accountCodec.decode(stored).type);
  });
});

describe('the stored form of an account event', () => {
  it.each(written.map((stored, index) => [`${stored.type} (${index})`, stored] as const))(
    '%s is read as it stands, and written as it was',
    (_, stored) => {
      const event = accountCodec.decode(stored);
      expect(event).toStrictEqual({ type: stored.type, ...stored.data });
      expect(JSON.parse(JSON.stringify(accountCodec.encode(event)))).toStrictEqual(stored);
    },
  );

  it('has a frozen sample of every event in its last version, and of nothing else', () => {
    const last = Object.values(accountCodec.versions).map((versions) => versions.at(-1));
    expect(new Set(written.map(({ type, version }) => `${type} ${version}`))).toStrictEqual(
      new Set(last.map((version) => `${version?.type} ${version?.version}`)),
    );
  });

  it('survives the way to JSON and back, whatever the texts', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, fc.maxSafeNat(), fc.constantFrom(...everyEvent), (contract, reason, amount, event) => {
        const changed = {
          ...event,
          ...('contract' in event ? { contract } : {}),
          ...(event.type === 'ReservationReleased' ? { reason, released: amount } : {}),
        } as AccountEvent;
        const { type, version, data } = accountCodec.encode(changed);
        expect(accountCodec.decode({ type, version, data: JSON.parse(JSON.stringify(data)) })).toStrictEqual(changed);
      }),
    );
  });
});

describe('what is not an event of the account is not guessed:', () => {
  const debit = accountCodec.encode(debited('2019-10-01', '2019-10', rub('1,356.93')));
  it.each([
    ['an unknown type', { ...debit, type: 'MonthCredited' }],
    ['an inherited name', { ...debit, type: 'toString' }],
    ['no type', { ...debit, type: '' }],
    ['a version of the future', { ...debit, version: 3 }],
    ['a version before the first', { ...debit, version: 0 }],
    ['data of another type', { ...debit, type: 'FundsReserved' }],
  ])('%s', (_, stored) => {
    expect(() => accountCodec.decode(stored)).toThrow();
  });

  it.each(['MonthCredited', 'toString', 'constructor'])('the type %s, by its name', (type) => {
    expect(() => accountCodec.decode({ ...debit, type })).toThrow(new NewerVersion(`event ${type} version 2`));
  });

  it.each([
    ['a missing field', { returned: undefined }],
    ['a negative amount', { debited: -1 }],
    ['a fraction of a kopeck', { debited: 0.5 }],
    ['an amount beyond the safe integers', { debited: 2 ** 53 }],
    ['an amount as text', { debited: '135693' }],
    ['a date that does not exist', { on: '2019-02-29' }],
    ['a month that does not exist', { month: '2019-13' }],
    ['another way back', { returnsTo: 'cash' }],
  ])('%s', (_, damage) => {
    expect(() => accountCodec.decode({ ...debit, data: { ...debit.data, ...(damage as object) } })).toThrow();
  });
});

const lastForm = (type: string): z.ZodType => {
  const schema = catalogue[type as keyof typeof catalogue].stored.forms.at(-1)?.schema;
  if (!schema) throw new Error(`${type} has no form`);
  return schema;
};

describe('the exact form of a stored event', () => {
  // Where it were not, every event of its kind would be read the slow way, and nothing else would show it.
  it.each(written.map(({ type, data }, index) => [`${type} (${index})`, type, data] as const))(
    'is how it is written: %s',
    (_, type, data) => {
      expect(exactFormOf(lastForm(type))(data)).toBe(true);
    },
  );

  it('is never what the schema would change or refuse', () => {
    const anything = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.constantFrom('2019-09-06', '2019-02-29', 2 ** 53),
    );
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.nat(20), fc.string(), anything, (sample, at, added, value) => {
        const name = [...Object.keys(sample.data), added][at % (Object.keys(sample.data).length + 1)] ?? added;
        const data = { ...sample.data, [name]: value };
        const schema = lastForm(sample.type);
        if (exactFormOf(schema)(data)) expect(schema.parse(data)).toStrictEqual(data);
      }),
    );
  });
});
