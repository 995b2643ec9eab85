import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, it } from '@jest/globals';
import { Environment, webhookSettings, webhooksKey } from './index.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole({ ...webhookSettings(env), key: webhooksKey(env) });
};

it('webhooks go to port 443 of the public internet unless told', () => {
  expect(read({})).toEqual({
    ports: [443],
    internal: [],
    offAfterDays: 5,
    keepDays: 30,
    ca: undefined,
    key: undefined,
  });
});

it('all of it can be set, and an authority is added to those that are known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-ledger-webhooks-'));
  try {
    const file = join(folder, 'ca.pem');
    writeFileSync(file, 'an authority');
    const key = Buffer.alloc(32, 1);
    const settings = read({
      WEBHOOKS_FOREIGN_PORTS: '443,8443',
      WEBHOOKS_INTERNAL: 'cabinet.inner:8080, 10.0.0.5:80',
      WEBHOOKS_OFF_AFTER_DAYS: '2',
      WEBHOOKS_KEEP_DAYS: '60',
      WEBHOOKS_CA_FILE: file,
      WEBHOOKS_KEY: key.toString('base64'),
    });
    expect(settings).toMatchObject({ ports: [443, 8443], internal: ['cabinet.inner:8080', '10.0.0.5:80'], key });
    expect(settings.ca).toEqual([...rootCertificates, 'an authority']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('every fault is named, and no key', () => {
  const wrong = {
    WEBHOOKS_FOREIGN_PORTS: 'https',
    WEBHOOKS_INTERNAL: 'cabinet',
    WEBHOOKS_OFF_AFTER_DAYS: '0',
    WEBHOOKS_KEY: 'AAAA',
  };
  expect(() => read(wrong)).toThrow(
    /WEBHOOKS_FOREIGN_PORTS: .*\n.*WEBHOOKS_INTERNAL: .*\n.*WEBHOOKS_OFF_AFTER_DAYS: .*\n.*WEBHOOKS_KEY: 32 bytes in base64$/,
  );
});
