import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  certificatesAccounts,
  decode,
  encode,
  enrollmentContracts,
  topics,
  type ContractViolation,
  type EnrollmentContractsOutgoing,
  type WireMessage,
} from './index.js';

const concluded: EnrollmentContractsOutgoing = {
  id: 'a4ef8a7c-3e5c-5a52-8a76-1a53d2f2e9b1',
  type: 'contract-concluded',
  key: '0d9a5ee6-0a51-5b57-9f0c-5d0ed0f3a6f7',
  time: '2026-09-01T06:00:00Z',
  recordedTime: '2026-09-01T06:00:01.250Z',
  data: {
    contract: '7d1b4cfb-9a52-5cf9-9d3c-6a2b8f8f5a10',
    holder: '0d9a5ee6-0a51-5b57-9f0c-5d0ed0f3a6f7',
    on: '2026-09-01',
    group: 'chess-1',
    completeness: [{ month: '2026-09', held: 6, planned: 8 }],
  },
};
const wire = encode(enrollmentContracts, concluded, 7);
const withHeaders = (headers: Readonly<Record<string, string>>): WireMessage => ({
  ...wire,
  headers: { ...wire.headers, ...headers },
});
const withData = (over: object): WireMessage => ({ ...wire, value: JSON.stringify({ ...concluded.data, ...over }) });

const violationOf = (message: WireMessage): ContractViolation | undefined => {
  const decoded = decode(enrollmentContracts, message);
  return decoded.ok ? undefined : decoded.error;
};

describe('encode', () => {
  it('writes CloudEvents attributes as headers and the data as JSON', () => {
    expect(wire).toEqual({
      topic: 'enrollment.contracts.v1',
      key: concluded.key,
      headers: {
        ce_specversion: '1.0',
        ce_id: concluded.id,
        ce_source: '/enrollment',
        ce_type: 'enrollment.contract-concluded.v1',
        ce_time: '2026-09-01T06:00:00Z',
        ce_recordedtime: '2026-09-01T06:00:01.250Z',
        ce_sequence: '7',
        'content-type': 'application/json',
      },
      value: JSON.stringify(concluded.data),
    });
  });

  it('writes the cause and the trace when there are any', () => {
    const traceParent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const { headers } = encode(enrollmentContracts, { ...concluded, causationId: 'command-1', traceParent }, 0);
    expect(headers).toMatchObject({ ce_causationid: 'command-1', ce_traceparent: traceParent });
  });

  it('leaves out what the schema does not know', () => {
    const data = { ...concluded.data, surname: 'unheard of' };
    expect(encode(enrollmentContracts, { ...concluded, data }, 7)).toEqual(wire);
  });

  it('throws at data that break the schema, and at a type the topic does not have', () => {
    const broken = { ...concluded, data: { ...concluded.data, on: '2026-02-30' } };
    expect(() => encode(enrollmentContracts, broken, 0)).toThrow('not of the calendar');
    const strange = { ...concluded, type: 'contract-burnt' } as unknown as EnrollmentContractsOutgoing;
    expect(() => encode(enrollmentContracts, strange, 0)).toThrow(
      new TypeError('enrollment.contracts.v1 has no message type contract-burnt'),
    );
  });
});

describe('decode', () => {
  it('gives back what was encoded', () => {
    expect(decode(enrollmentContracts, wire)).toEqual({
      ok: true,
      value: { ...concluded, source: '/enrollment', sequence: 7, causationId: undefined, traceParent: undefined },
    });
  });

  it('answers a tombstone', () => {
    expect(violationOf({ ...wire, value: null })).toEqual({ reason: 'tombstone', faults: ['value: null'] });
    expect(violationOf({ ...wire, value: null, headers: {} })?.reason).toBe('tombstone');
  });

  it('answers a malformed envelope with every fault', () => {
    expect(violationOf({ ...wire, headers: {} })).toMatchObject({
      reason: 'malformed-envelope',
      faults: ['specversion', 'id', 'source', 'type', 'time', 'recordedtime', 'sequence'].map((name) =>
        expect.stringMatching(`^ce_${name}: `),
      ),
    });
  });

  it.each([
    { ce_specversion: '0.3' },
    { ce_id: '' },
    { ce_time: 'yesterday' },
    { ce_time: '2026-09-01' },
    { ce_recordedtime: '2026-13-01T00:00:00Z' },
    { ce_sequence: '-1' },
    { ce_sequence: '1.5' },
    { ce_sequence: '1e3' },
    { ce_sequence: '9007199254740993' },
    { ce_causationid: '' },
  ])('answers a malformed envelope: %o', (headers) => {
    expect(violationOf(withHeaders(headers))).toMatchObject({
      reason: 'malformed-envelope',
      faults: [expect.stringMatching(`^${Object.keys(headers)[0]}: `)],
    });
  });

  // A reader that was not upgraded yet parked them, and everything of their key behind them.
  it.each(['enrollment.unheard-of.v1', 'enrollment.contract-concluded.v2', 'enrollment.constructor.v1'])(
    'answers that a newer build sent %s',
    (type) => {
      expect(violationOf(withHeaders({ ce_type: type }))).toEqual({
        reason: 'newer-type',
        faults: [`ce_type: ${type}`],
      });
    },
  );

  it.each([
    'catalog.contract-concluded.v1',
    'contract-concluded',
    'enrollment..v1',
    'enrollment.v1',
    'enrollment.__proto__.v1',
    'enrollment.toString.v1',
  ])('answers the unknown type %s', (type) => {
    expect(violationOf(withHeaders({ ce_type: type }))).toEqual({
      reason: 'unknown-type',
      faults: [`ce_type: ${type}`],
    });
  });

  it.each(['', '{', 'undefined', '{"a":1}}', '\u0000', '['.repeat(100_000)])('answers malformed JSON %#', (value) => {
    expect(violationOf({ ...wire, value })).toEqual({ reason: 'malformed-json', faults: ['value: not JSON'] });
  });

  it.each(['null', '1', '"text"', '[]', 'true'])('answers JSON that is no object: %s', (value) => {
    const violation = violationOf({ ...wire, value });
    expect(violation).toMatchObject({ reason: 'malformed-data', faults: [expect.stringMatching(/^\(value\): /)] });
  });

  it('answers malformed data with every fault and its place', () => {
    const completeness = [{ month: '2026-13', held: -1, planned: 0 }];
    const violation = violationOf(withData({ contract: 'anna', group: '', on: '2026-02-30', completeness }));
    expect(violation).toMatchObject({
      reason: 'malformed-data',
      faults: ['contract', 'on', 'group', 'completeness.0.month', 'completeness.0.held', 'completeness.0.planned'].map(
        (place) => expect.stringMatching(`^${place}: `),
      ),
    });
  });

  it('takes money only as whole kopecks that a number holds exactly', () => {
    const about = {
      contract: concluded.data.contract,
      holder: concluded.data.holder,
      on: '2026-09-01',
      financingProgramme: 'fp-2026',
      month: '2026-09',
      unit: 'kopeck' as const,
      returned: 0,
    };
    const message = { ...concluded, type: 'month-debited' as const, data: { ...about, debited: 1 } };
    const debit = encode(certificatesAccounts, message, 0);
    const isRead = (debited: unknown): boolean =>
      decode(certificatesAccounts, { ...debit, value: JSON.stringify({ ...about, debited }) }).ok;
    expect([0, 1, Number.MAX_SAFE_INTEGER].map(isRead)).toEqual([true, true, true]);
    expect([-1, 0.5, Number.MAX_SAFE_INTEGER + 1, '1', null].map(isRead)).toEqual([false, false, false, false, false]);
  });

  describe('never throws', () => {
    const decodeAll = (message: WireMessage): void => {
      for (const topic of topics) decode(topic, message);
    };
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json());

    it('whatever lies on the topic', () => {
      const message = fc.record({
        topic: fc.string(),
        key: fc.string(),
        headers: fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...Object.keys(wire.headers))), fc.string()),
        value: fc.option(text),
      });
      fc.assert(fc.property(message, decodeAll));
    });

    it('whatever stands behind the headers of a known type', () => {
      const type = fc.constantFrom(
        ...topics.flatMap(({ owner, schemas }) => Object.keys(schemas).map((name) => `${owner}.${name}.v1`)),
      );
      fc.assert(fc.property(type, text, (ce_type, value) => decodeAll({ ...withHeaders({ ce_type }), value })));
    });

    it('whatever one field of the data is', () => {
      const place = fc.constantFrom(...Object.keys(concluded.data));
      fc.assert(fc.property(place, fc.jsonValue(), (name, value) => decodeAll(withData({ [name]: value }))));
    });

    it('even if it is no message at all', () => {
      const anything = fc.record({ key: fc.anything(), headers: fc.anything(), value: fc.anything() });
      fc.assert(fc.property(anything, (message) => decodeAll(message as unknown as WireMessage)));
    });
  });

  it('round trip: whatever a sender may encode is read as it was meant', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    const message = fc.record({
      id: fc.string({ minLength: 1 }),
      key: fc.string(),
      time: day.map((date) => date.toISOString()),
      recordedTime: day.map((date) => date.toISOString()),
      data: fc.record({
        contract: fc.uuid(),
        holder: fc.uuid(),
        on: day.map((date) => date.toISOString().slice(0, 10)),
        group: fc.string({ minLength: 1, maxLength: 100 }),
        completeness: fc.array(
          fc.record({
            month: day.map((date) => date.toISOString().slice(0, 7)),
            held: fc.nat(),
            planned: fc.integer({ min: 1 }),
          }),
        ),
      }),
    });
    fc.assert(
      fc.property(message, fc.nat(), (sent, sequence) => {
        const read = decode(
          enrollmentContracts,
          encode(enrollmentContracts, { ...sent, type: 'contract-concluded' }, sequence),
        );
        expect(read).toMatchObject({ ok: true, value: { ...sent, sequence } });
      }),
    );
  });
});
