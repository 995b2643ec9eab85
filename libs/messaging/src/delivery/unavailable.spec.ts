import { describe, expect, it } from '@jest/globals';
import { ClocksDiffer } from '@lib/clock';
import { AnotherLog, EventStoreRefusal, EventStoreUnavailable } from '@lib/event-store';
import kafkajs from 'kafkajs';
import { MalformedMessage, isUnavailable } from '../index.js';

const refusalOf = (type: string, message: string): Error =>
  new kafkajs.KafkaJSProtocolError(Object.assign(new Error(message), { type, retriable: false }));
// What a broker answers while the group or the partition moves to another one: a service with three brokers said 500 then.
const answered = (retriable: boolean): Error =>
  Object.assign(new Error('This is not the correct coordinator'), { name: 'KafkaJSProtocolError', retriable });
const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('isUnavailable', () => {
  it.each([
    new EventStoreUnavailable('away'),
    new ClocksDiffer(61_000),
    new AnotherLog('the log has no event at 7'),
    new EventStoreRefusal('access-denied', new Error('denied')),
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
      '42501',
      '28P01',
      '3D000',
    ].map(withCode),
    new Error('Connection terminated unexpectedly'),
    new Error('PGlite is closed'),
    Object.assign(new Error('Connection timeout'), { name: 'KafkaJSConnectionError' }),
    // A right that is taken away, or a password that has run out, parked whatever came: nobody's message is at fault.
    ...['TOPIC', 'GROUP', 'CLUSTER', 'TRANSACTIONAL_ID'].map((what) =>
      refusalOf(`${what}_AUTHORIZATION_FAILED`, 'not authorized'),
    ),
    new Error('commit', { cause: refusalOf('GROUP_AUTHORIZATION_FAILED', 'no') }),
    Object.assign(new Error('password'), { name: 'KafkaJSSASLAuthenticationError' }),
    answered(true),
    new Error('wrapped', { cause: new Error('again', { cause: withCode('08006') }) }),
    new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')]),
  ])('true: %s', (error) => expect(isUnavailable(error)).toBe(true));

  it.each([
    ...['23505', '22P02', 'ENOENT'].map(withCode),
    new EventStoreRefusal('stream-deleted', new Error('gone')),
    refusalOf('MESSAGE_TOO_LARGE', 'too large'),
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
