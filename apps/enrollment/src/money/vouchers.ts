import { timingSafeEqual } from 'node:crypto';
import { askerNow } from '@lib/actor';
import type { Vault } from '../vault/vault.js';

/**
 * That enrolment itself asks certificates something on behalf of the present caller, who may know the answer and nothing
 * else of the account (ADR 0050). Only enrolment makes a voucher, and it reaches nobody but certificates.
 */
export class Vouchers {
  constructor(private readonly vault: Vault) {}

  /** @param digest of the question, by `questionDigest` @returns 43 letters of base64url */
  of(digest: string): string {
    return this.mac(digest).toString('base64url');
  }

  /** Whether it was made for this question on behalf of the present caller. */
  holds(voucher: string, digest: string): boolean {
    const given = Buffer.from(voucher, 'base64url');
    const right = this.mac(digest);
    return given.length === right.length && timingSafeEqual(given, right);
  }

  // Begins as no id of a register does.
  private mac(digest: string): Buffer {
    return this.vault.indexOf(JSON.stringify(['question', askerNow(), digest]));
  }
}
