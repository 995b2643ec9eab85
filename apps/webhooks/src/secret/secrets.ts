import { createHmac, hkdfSync } from 'node:crypto';
import { instant, type Instant } from '@lib/kernel';

/** So long the secret before a rotation signs as well. */
const ROTATION_MS = 86_400_000;

/** Until when the secret before the present one signs as well; undefined: it does not. */
export const rotatingUntil = (rotatedAt: Instant | null, now: Instant): Instant | undefined => {
  const until = rotatedAt === null ? 0 : Date.parse(rotatedAt) + ROTATION_MS;
  return until > Date.parse(now) ? instant(new Date(until)) : undefined;
};

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

/** The secrets of endpoints. None is stored: each derives from the key of the service. */
export class Secrets {
  constructor(private readonly key: Buffer) {}

  /** As Standard Webhooks writes it: `whsec_` and base64. @param generation one more with each rotation, from 1 */
  of({ id, generation }: { readonly id: string; readonly generation: number }): string {
    const info = `certificate-ledger webhooks ${id} ${generation}`;
    return PREFIX + Buffer.from(hkdfSync('sha256', this.key, '', info, SECRET_BYTES)).toString('base64');
  }
}

export type Signed = {
  /** The same with every attempt. */
  readonly id: string;
  /** Of the attempt, in seconds of Unix time. */
  readonly timestamp: number;
  readonly body: string;
};

/**
 * The headers of Standard Webhooks 1.0: a signature by each of the secrets, over the id, the time and the body.
 * @param secrets as `Secrets.of` writes them
 */
export const signatureHeaders = (secrets: readonly string[], { id, timestamp, body }: Signed) => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    })
    .join(' '),
});
