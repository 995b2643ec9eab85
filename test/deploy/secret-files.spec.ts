import { describe, expect, it } from '@jest/globals';
import { clusterSettings } from '@lib/operations';
import { configFrom } from '../../apps/embedded/src/config.js';
import { settingsFrom } from '../../apps/migrate/src/settings.js';
import { mains, readsOf } from './mains.js';

/** What is a secret by its name, or may have one in it. */
const SECRET = /(PASSWORD|SECRET|TOKEN|_KEYS?)$|^(DATABASE|EVENT_STORE)(_OWNER)?_URL$/;

/** The variables that are read, beside a profile in which everything is. */
const readBy = (
  read: (variables: Record<string, string>) => unknown,
  given: Record<string, string> = {},
): readonly string[] => {
  const names = new Set<string>();
  const variables = new Proxy(given, { get: (all, name) => (names.add(String(name)), all[String(name)]) });
  try {
    read(variables);
  } catch {
    // What is missing is not asked here.
  }
  return [...names];
};

// What was lost: the owner's address could be given as a variable alone, which whoever looks at the container sees.
describe('a secret may lie in a file that its setting with _FILE names', () => {
  const events = { EVENT_STORE_URL: 'postgres://a@b/c' };
  const sasl = { KAFKA_SASL: 'scram-sha-512', KAFKA_SSL: 'on' };
  it.each<[string, readonly string[]]>([
    ...[...mains()].map(([name, { reads }]): [string, readonly string[]] => [name, [...reads]]),
    ['any service, with a login at Kafka', readsOf((env) => clusterSettings(env, 0), sasl)],
    ['the one process', readBy(configFrom, { PORTAL_CLIENT_ID: 'a' })],
    ['the migration', readBy((variables) => settingsFrom(variables, []), events)],
  ])('%s', (_, reads) => {
    const secrets = reads.filter((name) => SECRET.test(name) && !name.startsWith('EVENTSTORE'));
    expect(secrets).toContain('DATABASE_URL');
    expect(secrets.filter((name) => !reads.includes(`${name}_FILE`))).toEqual([]);
  });
});
