import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { Secrets, signatureHeaders } from './secrets.js';

const secrets = new Secrets(Buffer.alloc(32, 7));
const endpoint = { id: '0199d0f0-7c00-7000-8000-0000000000a1', generation: 1 };

describe('a signature', () => {
  // https://github.com/standard-webhooks/standard-webhooks, the vector of its libraries.
  it('is that of the specification', () => {
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
    expect(signatureHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], signed)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it.each(['{}', '{"name":"Ёлка \u{1F384}"}', `{"long":"${'x'.repeat(100_000)}"}`])(
    'of %.30s is taken by the library',
    (body) => {
      const timestamp = Math.floor(Date.now() / 1_000);
      const keys = [secrets.of({ ...endpoint, generation: 2 }), secrets.of(endpoint)];
      const headers = signatureHeaders(keys, { id: 'a', timestamp, body });
      for (const key of keys) expect(new Webhook(key).verify(body, headers)).toEqual(JSON.parse(body));
      const other = secrets.of({ ...endpoint, generation: 3 });
      expect(() => new Webhook(other).verify(body, headers)).toThrow('No matching signature found');
    },
  );
});

describe('a secret', () => {
  it('is the same for ever, and another for every endpoint, generation and key', () => {
    const others = [
      secrets.of({ ...endpoint, generation: 2 }),
      secrets.of({ ...endpoint, id: '0199d0f0-7c00-7000-8000-0000000000a2' }),
      new Secrets(Buffer.alloc(32, 8)).of(endpoint),
    ];
    expect(new Set([secrets.of(endpoint), ...others]).size).toBe(4);
    // What receivers have been given must never change.
    expect(secrets.of(endpoint)).toBe('whsec_TQLFvQzAqUFltsRDKMyAQDAgFmohdzDHRZ58Fjk99f4=');
  });

  it('has 32 bytes', () => {
    expect(Buffer.from(secrets.of(endpoint).slice('whsec_'.length), 'base64')).toHaveLength(32);
  });
});
