import { describe, expect, it } from '@jest/globals';
import { ClocksDiffer } from '@lib/clock';
import { EventStoreUnavailable } from '@lib/event-store';
import { MalformedMessage, isUnavailable } from '../index.js';

// What a broker answers while the group or the partition moves to another one: a service with three brokers said 500 then.
const answered = (retriable: boolean): Error =>
  Object.assign(new Error('This is not the correct coordinator'), { name: 'KafkaJSProtocolError', retriable });
const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('isUnavailable', () => {
  it.each([
    new EventStoreUnavailable('away'),
    new ClocksDiffer(61_000),
    ...[
      '08006',
      '53300',
      '57P01',
      '57P03',
      '58030',
      '25006',
      '40001',
      '40P01',
      '57014',
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
    ].map(withCode),
    new Error('Connection terminated unexpectedly'),
    new Error('PGlite is closed'),
    Object.assign(new Error('Connection timeout'), { name: 'KafkaJSConnectionError' }),
    answered(true),
    new Error('wrapped', { cause: new Error('again', { cause: withCode('08006') }) }),
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
  ])('true: %s', (error) => expect(isUnavailable(error)).toBe(true));

  it.each([
    ...['23505', '22P02', 'ENOENT'].map(withCode),
    new MalformedMessage({ reason: 'malformed-json', faults: ['value: not JSON'] }),
    answered(false),
    new TypeError('x is not a function'),
    new Error('the family said: Connection terminated'),
    'Connection terminated',
    undefined,
    { code: '08006' },
  ])('false: %s', (error) => expect(isUnavailable(error)).toBe(false));

  it('ends at a cause that is its own cause', () => {
    const error = new Error('turning');
    error.cause = error;
    expect(isUnavailable(error)).toBe(false);
  });
});
