import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { signatureHeaders } from '../../apps/webhooks/src/secret/secrets.js';
import { verified } from './webhook-receiver.js';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;
const body = '{"type":"certificates.month-debited.v1"}';
const now = (): number => Math.floor(Date.now() / 1_000);
const signedBy = (keys: readonly string[], timestamp = now()) => signatureHeaders(keys, { id: 'a', timestamp, body });

it('docs/webhooks.md has the receiver that is tested here', () => {
  const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');
  const source = readFileSync(new URL('webhook-receiver.ts', import.meta.url), 'utf8');
  expect(page).toContain(`<!-- test/contracts/webhook-receiver.ts -->\n\n\`\`\`ts\n${source}\`\`\`\n`);
});

describe('the receiver of docs/webhooks.md', () => {
  it('takes what is signed by its secret, also while another one takes its place', () => {
    expect(verified(secret, signedBy([secret]), body)).toEqual(JSON.parse(body));
    for (const one of [secret, other]) expect(verified(one, signedBy([other, secret]), body)).toEqual(JSON.parse(body));
  });

  it.each<[string, () => unknown]>([
    ['by another secret', () => verified(secret, signedBy([other]), body)],
    ['over another body', () => verified(secret, signedBy([secret]), `${body} `)],
    ['under another id', () => verified(secret, { ...signedBy([secret]), 'webhook-id': 'b' }, body)],
    [
      'at another time',
      () => verified(secret, { ...signedBy([secret]), 'webhook-timestamp': String(now() + 1) }, body),
    ],
    ['long ago', () => verified(secret, signedBy([secret], now() - 400), body)],
    ['in the future', () => verified(secret, signedBy([secret], now() + 400), body)],
    ['by another version', () => verified(secret, { ...signedBy([secret]), 'webhook-signature': 'v2,AAAA' }, body)],
    ['not at all', () => verified(secret, {}, body)],
  ])('refuses what is signed %s', (_, verify) => expect(verify).toThrow());
});
