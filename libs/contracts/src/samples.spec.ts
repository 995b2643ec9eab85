import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  decode,
  encode,
  topics,
  wireTypeOf,
  type AnyTopic,
  type Message,
  type Outgoing,
  type WireMessage,
} from './index.js';

type Sample = Pick<WireMessage, 'key' | 'headers'> & { readonly value: Record<string, unknown> };

/** Messages as they lie on the topic, of every type one. They never change: what was once sent must stay readable. */
const samplesOf = (topic: AnyTopic): readonly Sample[] =>
  JSON.parse(readFileSync(new URL(`samples/${topic.name}.json`, import.meta.url), 'utf8')) as readonly Sample[];

const wireOf = (topic: AnyTopic, { key, headers, value }: Sample): WireMessage => ({
  topic: topic.name,
  key,
  headers,
  value: JSON.stringify(value),
});

const read = (topic: AnyTopic, wire: WireMessage): Message => {
  const message = decode(topic, wire);
  if (!message.ok) throw new Error(`${message.error.reason}: ${message.error.faults.join('; ')}`);
  return message.value;
};

const outgoing = ({
  id,
  type,
  key,
  time,
  recordedTime,
  causationId,
  traceParent,
  data,
}: Message): Outgoing<AnyTopic> => ({
  id,
  type,
  key,
  time,
  recordedTime,
  causationId,
  traceParent,
  data,
});

/** What a reader must do without: it came after the first messages were sent, or is not always known. */
const optionalFields = (topic: AnyTopic, wireType: string): ReadonlySet<string> => {
  const schema = topic.schemas[wireType.split('.')[1] ?? ''];
  const fields = schema instanceof z.ZodObject ? Object.entries<z.ZodType>(schema.shape) : [];
  return new Set(fields.flatMap(([name, field]) => (field.safeParse(undefined).success ? [name] : [])));
};

describe.each(topics)('the samples of $name', (topic) => {
  const samples = samplesOf(topic).map((sample) => ({ ...sample, type: sample.headers['ce_type'] ?? '' }));

  it('are one of every type', () => {
    const types = Object.keys(topic.schemas).map((type) => wireTypeOf(topic, type));
    expect(samples.map(({ type }) => type).toSorted()).toEqual(types.toSorted());
  });

  it('are numbered from 0 without a gap within each key', () => {
    const numbers = Map.groupBy(samples, ({ key }) => key);
    for (const ofKey of numbers.values())
      expect(ofKey.map(({ headers }) => headers['ce_sequence'])).toEqual(ofKey.map((_, index) => String(index)));
  });

  it.each(samples)('$type: is read, and written again byte for byte', (sample) => {
    const wire = wireOf(topic, sample);
    const message = read(topic, wire);
    expect(message).toMatchObject({
      id: sample.headers['ce_id'],
      source: `/${topic.owner}`,
      key: sample.key,
      time: sample.headers['ce_time'],
      recordedTime: sample.headers['ce_recordedtime'],
      data: sample.value,
    });
    expect(encode(topic, outgoing(message), message.sequence)).toEqual(wire);
  });

  it.each(samples)('$type: is read the same with fields and headers nobody knows yet', (sample) => {
    const grown = {
      ...sample,
      headers: { ...sample.headers, ce_unheardof: 'x', 'kafka-trace': 'y' },
      value: { ...sample.value, unheardOf: { of: ['nobody'] } },
    };
    expect(read(topic, wireOf(topic, grown))).toEqual(read(topic, wireOf(topic, sample)));
  });

  it.each(samples)('$type: without any one of its fields is not read, unless it may be missing', (sample) => {
    for (const name of Object.keys(sample.value)) {
      const { [name]: _, ...rest } = sample.value;
      const message = decode(topic, wireOf(topic, { ...sample, value: rest }));
      if (optionalFields(topic, sample.type).has(name)) {
        expect(message).toMatchObject({ ok: true, value: { data: rest } });
        continue;
      }
      expect(message).toMatchObject({ ok: false, error: { reason: 'malformed-data' } });
      expect(!message.ok && message.error.faults[0]).toMatch(new RegExp(`^${name}: `));
    }
  });
});
