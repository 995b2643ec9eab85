import { rootCertificates } from 'node:tls';
import type { Environment } from './environment.js';

/** Of the key from which the secrets of all endpoints derive. */
export const WEBHOOKS_KEY_BYTES = 32;

/** Where webhooks may go, and for how long (docs/webhooks.md). */
export type WebhookSettings = {
  /** Ports of foreign hosts. */
  readonly ports: readonly number[];
  /** `host:port`: these alone may be internal, and may be asked by http. */
  readonly internal: readonly string[];
  /** An endpoint that has taken nothing for so many days is switched off. */
  readonly offAfterDays: number;
  /** So long messages may be sent again, and may wait; so long it is known what was sent. */
  readonly keepDays: number;
  /** Authorities that are trusted, in PEM; undefined: those of Node. */
  readonly ca: readonly string[] | undefined;
  /** For the headers of an answer to come; fifteen seconds unless told. */
  readonly deadlineMs?: number;
};

/** WEBHOOKS_FOREIGN_PORTS, WEBHOOKS_INTERNAL, WEBHOOKS_OFF_AFTER_DAYS, WEBHOOKS_KEEP_DAYS, WEBHOOKS_CA_FILE. */
export const webhookSettings = (env: Environment): WebhookSettings => {
  const ca = env.readable('WEBHOOKS_CA_FILE');
  return {
    ports: env.ports('WEBHOOKS_FOREIGN_PORTS', [443]),
    internal: env.hosts('WEBHOOKS_INTERNAL'),
    offAfterDays: env.count('WEBHOOKS_OFF_AFTER_DAYS', 5),
    keepDays: env.count('WEBHOOKS_KEEP_DAYS', 30),
    ca: ca === undefined ? undefined : [...rootCertificates, ca],
  };
};

/** `WEBHOOKS_KEY`: 32 bytes in base64. With another one every endpoint has another secret. */
export const webhooksKey = (env: Environment): Buffer | undefined => env.secret('WEBHOOKS_KEY', WEBHOOKS_KEY_BYTES);
