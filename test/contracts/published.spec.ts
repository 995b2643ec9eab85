import { readFileSync } from 'node:fs';
import { decode, topics, type ContractViolation } from '@lib/contracts';
import { describe, expect, it } from '@jest/globals';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { asyncApiOf, contractIn } from './asyncapi.js';
import { incompatibilities } from './compatibility.js';
import { CONTRACT_VERSION, contractOf, type Contract, type JsonSchema } from './contract.js';
import { newAjv } from './published-schemas.js';
import { currentContract, currentSamples, publishedFiles } from './published.js';
import { contractsFolder, filesIn, releases, withdrawn } from './released.js';
import { typeOf, type Sample } from './samples.js';

const published = filesIn(contractsFolder);
const released = releases();

const ajv = newAjv();
const compiled = new Map<JsonSchema, ValidateFunction>();

/** What a schema says against a value. */
const faultsBy = (schema: JsonSchema, value: unknown): readonly unknown[] => {
  const validate = compiled.getOrInsertComputed(schema, () => ajv.compile(schema));
  validate(value);
  return validate.errors ?? [];
};

/** What the decoder of the code says against it. */
const violationOf = ({ topic: name, value, ...wire }: Sample): ContractViolation | undefined => {
  const topic = topics.find((known) => known.name === name);
  if (!topic) throw new Error(`no topic ${name}`);
  const decoded = decode(topic, { ...wire, topic: name, value: JSON.stringify(value) });
  return decoded.ok ? undefined : decoded.error;
};

/** JSON Schema has no word for these; a reader without our decoder has to take them on trust. */
const beyondSchema = /not of the calendar|not an IANA time zone/;

const faultsOf = (contract: Contract, sample: Sample): unknown => [
  faultsBy(contract.headers, sample.headers),
  faultsBy(contract.topics[sample.topic]?.messages[typeOf(sample)] ?? { not: {} }, sample.value),
];

describe('docs/contracts', () => {
  it('is what the code says: `npm run contracts` writes it', () => {
    const current = [...published].filter(([path]) => !/^(released|withdrawn)\//.test(path));
    expect(new Map(current)).toEqual(publishedFiles());
  });

  it('can be read back', () => {
    expect(contractIn(asyncApiOf(currentContract, currentSamples))).toEqual(currentContract);
  });

  it('leaves objects open: a reader that refused unknown fields would refuse every later version', () => {
    expect([...published.values()].filter((text) => text.includes('additionalProperties'))).toEqual([]);
  });

  it('has a sample of every message', () => {
    const types = Object.values(currentContract.topics).flatMap(({ messages }) => Object.keys(messages));
    expect(currentSamples.map(typeOf).toSorted()).toEqual(types.toSorted());
  });

  it.each(currentSamples.map((sample) => [typeOf(sample), sample] as const))(
    'the sample of %s keeps its schema, and no field of it can go that is required',
    (type, sample) => {
      expect(faultsOf(currentContract, sample)).toEqual([[], []]);
      const schema = currentContract.topics[sample.topic]?.messages[type] ?? {};
      const required = new Set(schema['required'] as readonly string[]);
      for (const name of Object.keys(sample.value)) {
        const { [name]: _, ...rest } = sample.value;
        expect([name, faultsBy(schema, rest).length > 0]).toEqual([name, required.has(name)]);
      }
    },
  );

  it.each(currentSamples.map((sample) => [typeOf(sample), sample] as const))(
    'the schema of %s and the decoder read the same',
    (type, sample) => {
      const schema = currentContract.topics[sample.topic]?.messages[type] ?? {};
      const strange = fc.oneof(
        fc.jsonValue(),
        fc.constantFrom('2020-02-30', '2020-13', '2020-02-29', '', -1, 0, 0.5, 2 ** 53, 2 ** 53 - 1, null),
        fc.constantFrom(...Object.values(sample.value)),
      );
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(sample.value)), strange, (name, other) => {
          const value = { ...sample.value, [name]: other };
          const faults = violationOf({ ...sample, value })?.faults ?? [];
          if (faultsBy(schema, value).length > 0) expect(faults).not.toEqual([]);
          else expect(faults.filter((fault) => !beyondSchema.test(fault))).toEqual([]);
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe('the releases', () => {
  it('are fully compatible with what the code says', () => {
    for (const { contract } of released) expect(incompatibilities(contract, currentContract)).toEqual([]);
  });

  it('have samples that the schemas of today read, and read the samples of today', () => {
    for (const { contract, samples } of released) {
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of currentSamples)
        if (contract.topics[sample.topic]) expect(faultsOf(contract, sample)).toEqual([[], []]);
    }
  });

  it.each(
    [...released, ...withdrawn()].flatMap(({ contract, samples }) =>
      samples.map((sample) => [contract.version, typeOf(sample), sample] as const),
    ),
  )('of %s: what it sent as %s is read today', (_, __, sample) => {
    expect(violationOf(sample)).toBeUndefined();
  });

  it('are frozen: what differs from the release of its version needs a version of its own, CONTRACT_VERSION', () => {
    const same = released.find(({ contract }) => contract.version === CONTRACT_VERSION);
    if (same) expect(same.files).toEqual(publishedFiles());
  });
});

describe('the check against releases goes red', () => {
  const folder = new URL('fixtures/', import.meta.url);
  const fixture = (name: string): JsonSchema => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonSchema;
  it.each([
    [
      'month-debited.renamed-field.json',
      ['/properties/debited: a required field is gone', '/properties/amount: a required field is new'],
    ],
    ['month-debited.in-roubles.json', ['/properties/debited/type: "integer" is gone, "number" is new']],
    ['month-debited.new-required-field.json', ['/properties/payer: a required field is new']],
  ])('%s', (name, said) => {
    const topic = currentContract.topics['certificates.accounts.v1'];
    if (!topic) throw new Error('no such topic');
    const changed = contractOf(topics, '99.0.0');
    const faults = incompatibilities(currentContract, {
      ...changed,
      topics: {
        ...changed.topics,
        'certificates.accounts.v1': {
          ...topic,
          messages: { ...topic.messages, 'certificates.month-debited.v2': fixture(name) },
        },
      },
    });
    expect(faults).toEqual(
      said.map((sentence) =>
        expect.stringContaining(`certificates.accounts.v1, certificates.month-debited.v2, ${sentence}`),
      ),
    );
  });
});
