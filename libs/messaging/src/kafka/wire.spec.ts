import { describe, expect, it } from '@jest/globals';
import { decode, enrollmentContracts } from '@lib/contracts';
import { message } from '../contract/fixtures.testing.js';
import { fromKafka, sizeOf, toKafka } from './wire.js';

const bytes = (text: string): Buffer => Buffer.from(text);
const arrived = { timestamp: '0', attributes: 0, offset: '0' };

describe('a message on Kafka', () => {
  it('comes back as it was sent', () => {
    const wire = message('держатель', 3);
    const { key, headers = {}, value } = toKafka(wire);
    const back = fromKafka(wire.topic, {
      ...arrived,
      key: bytes(String(key)),
      value: bytes(String(value)),
      headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, bytes(String(text))])),
    });
    expect(back).toEqual(wire);
    expect(sizeOf(wire)).toBeGreaterThan(Buffer.byteLength(JSON.stringify(wire.headers)) / 2);
  });

  it('may be anything, and is answered by its contract', () => {
    const nothing = fromKafka(enrollmentContracts.name, { ...arrived, key: null, value: null });
    expect(nothing).toEqual({ topic: enrollmentContracts.name, key: '', headers: {}, value: null });
    const odd = fromKafka(enrollmentContracts.name, {
      ...arrived,
      key: Buffer.from([0xff]),
      value: Buffer.from([0xff, 0x00]),
      headers: { twice: [bytes('first'), bytes('last')], none: undefined },
    });
    expect(odd.headers).toEqual({ twice: 'last', none: '' });
    expect(decode(enrollmentContracts, odd)).toMatchObject({ ok: false, error: { reason: 'malformed-envelope' } });
  });
});
