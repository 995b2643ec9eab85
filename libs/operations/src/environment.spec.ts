import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Environment, EnvironmentFaults } from './environment.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole({
    port: env.port('PORT', 3001),
    clock: env.oneOf('CLOCK', ['settable', 'system'], 'system'),
    database: env.required('DATABASE_URL', env.address('DATABASE_URL', ['postgres'])),
    key: env.secret('KEY', 4),
    brokers: env.hosts('BROKERS'),
    ports: env.ports('PORTS', [443]),
  });
};

describe('the environment', () => {
  it('is read into one frozen object, with defaults for what is not set', () => {
    const settings = read({ DATABASE_URL: 'postgres://db/ledger', BROKERS: 'a:9092, b:9092', PORT: '' });
    expect(settings).toEqual({
      port: 3001,
      clock: 'system',
      database: 'postgres://db/ledger',
      key: undefined,
      brokers: ['a:9092', 'b:9092'],
      ports: [443],
    });
    expect(read({ DATABASE_URL: 'postgres://db/ledger', PORTS: '443, 8443' }).ports).toEqual([443, 8443]);
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('names every fault at once, and repeats no secret', () => {
    const wrong = {
      PORT: '70000',
      CLOCK: 'sundial',
      DATABASE_URL: 'mysql://root:secret@db',
      KEY: 'c2VjcmV0',
      BROKERS: 'a',
      PORTS: '443,0',
    };
    let said: unknown;
    try {
      read(wrong);
    } catch (error) {
      said = error;
    }
    expect(said).toBeInstanceOf(EnvironmentFaults);
    expect((said as EnvironmentFaults).faults).toEqual([
      'PORT: a port from 0 to 65535, not "70000"',
      'CLOCK: settable or system, not "sundial"',
      'DATABASE_URL: must begin with postgres://',
      'KEY: 4 bytes in base64',
      'BROKERS: host:port, not "a"',
      'PORTS: ports from 1 to 65535, separated by commas, not "443,0"',
    ]);
    expect(String(said)).not.toMatch(/secret/);
  });

  it('says what is missing', () => {
    expect(() => read({})).toThrow('DATABASE_URL: is missing');
  });

  // Taken for left out, an old name would open a second ledger without a word.
  it('refuses a setting under its old name alone, and names the new one', () => {
    const faultsOf = (variables: Record<string, string>): readonly string[] => {
      const env = new Environment(variables);
      env.renamed('NEW', 'OLD');
      try {
        env.whole({});
        return [];
      } catch (error) {
        return error instanceof EnvironmentFaults ? error.faults : [String(error)];
      }
    };
    expect(faultsOf({ OLD: 'a' })).toEqual(['OLD: is called NEW']);
    expect(faultsOf({ OLD: 'a', NEW: '' })).toEqual(['OLD: is called NEW']);
    expect(faultsOf({ OLD: 'a', NEW: 'b' })).toEqual([]);
    expect(faultsOf({})).toEqual([]);
  });
});

describe('a secret', () => {
  const KEY = 'c2VjcmV0';
  let folder: string;
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'certificate-ledger-secrets-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const secretsOf = (variables: Record<string, string>) => {
    const env = new Environment(variables);
    return env.whole({
      database: env.required('DATABASE_URL', env.hiddenAddress('DATABASE_URL', ['postgres'])),
      password: env.required('PASSWORD', env.hidden('PASSWORD')),
      key: env.required('KEY', env.secret('KEY', 6)),
    });
  };
  const inVariables = { DATABASE_URL: 'postgres://a:b@c/d', PASSWORD: 'between us', KEY };

  it('may lie in a file, whose last line break is not part of it', () => {
    const expected = secretsOf(inVariables);
    for (const end of ['', '\n', '\r\n', '\n\n'])
      expect(
        secretsOf({
          DATABASE_URL_FILE: file('url', `postgres://a:b@c/d${end}`),
          PASSWORD_FILE: file('password', `between us${end}`),
          KEY_FILE: file('key', `${KEY}${end}`),
        }),
      ).toEqual(expected);
    expect(secretsOf({ ...inVariables, PASSWORD: '', PASSWORD_FILE: file('password', ' a b ') })).toMatchObject({
      password: ' a b ',
    });
  });

  it('that one may do without may lie in a file that is empty', () => {
    const secretIn = (variables: Record<string, string>) => {
      const env = new Environment(variables);
      return env.whole({ secret: env.hidden('SECRET', { mayBeEmpty: true }) }).secret;
    };
    for (const nothing of ['', '\n']) expect(secretIn({ SECRET_FILE: file('nothing', nothing) })).toBeUndefined();
    expect(secretIn({ SECRET_FILE: file('something', 'between us\n') })).toBe('between us');
    expect(() => secretIn({ SECRET_FILE: join(folder, 'none') })).toThrow('cannot be read: ENOENT');
  });

  it('of an address may lie apart, as it is', () => {
    const addressOf = (variables: Record<string, string>) => {
      const env = new Environment(variables);
      return env.whole({ url: env.hiddenAddress('DATABASE_URL', ['postgres'], 'DATABASE_PASSWORD') }).url;
    };
    const DATABASE_URL = 'postgres://the%20services@one,two:5433/ledger?sslmode=verify-full';
    const DATABASE_PASSWORD_FILE = file('apart', 'a:b/c?d@e%f g\n');
    const whole = 'postgres://the%20services:a%3Ab%2Fc%3Fd%40e%25f%20g@one,two:5433/ledger?sslmode=verify-full';
    expect(addressOf({ DATABASE_URL, DATABASE_PASSWORD_FILE })).toBe(whole);
    expect(addressOf({ DATABASE_URL, DATABASE_PASSWORD: 'a:b/c?d@e%f g' })).toBe(whole);
    expect(addressOf({ DATABASE_URL })).toBe(DATABASE_URL);
    for (const url of ['postgres://a:b@c/d', 'postgres://c/d'])
      expect(() => addressOf({ DATABASE_URL: url, DATABASE_PASSWORD_FILE })).toThrow(
        'DATABASE_PASSWORD: DATABASE_URL must name a user without a password',
      );
    expect(() => addressOf({ DATABASE_PASSWORD_FILE })).toThrow(
      'DATABASE_PASSWORD: has no effect without DATABASE_URL',
    );
  });

  it.each<[string, () => Record<string, string>, string]>([
    [
      'given twice',
      () => ({ PASSWORD: 'a', PASSWORD_FILE: file('a', 'a') }),
      'PASSWORD_FILE: PASSWORD is given as well',
    ],
    ['in no file', () => ({ PASSWORD: '', PASSWORD_FILE: join(folder, 'none') }), 'cannot be read: ENOENT'],
    ['in a folder', () => ({ PASSWORD: '', PASSWORD_FILE: folder }), 'cannot be read: EISDIR'],
    ['in an empty file', () => ({ PASSWORD: '', PASSWORD_FILE: file('b', '\n') }), 'is empty'],
    ['of another form', () => ({ KEY: '', KEY_FILE: file('c', 'hunter2') }), 'KEY: 6 bytes in base64'],
    ['nowhere', () => ({ KEY: '', KEY_FILE: '' }), 'KEY: is missing'],
  ])('%s is one fault, which repeats nothing of it', (_, wrong, said) => {
    let faults: readonly string[] = [];
    try {
      secretsOf({ ...inVariables, ...wrong() });
    } catch (error) {
      if (error instanceof EnvironmentFaults) ({ faults } = error);
    }
    expect(faults).toEqual([expect.stringContaining(said)]);
    expect(String(faults)).not.toMatch(/hunter2|between us/);
  });
});
