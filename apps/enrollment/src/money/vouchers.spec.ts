import { describe, expect, it } from '@jest/globals';
import { questionDigest } from '@lib/access';
import { actFor } from '@lib/actor';
import type { Actor } from '@lib/kernel';
import { KeyRing } from '../vault/key-ring.js';
import { Vault } from '../vault/vault.js';
import { Vouchers } from './vouchers.js';

const vault = new Vault(new KeyRing({ present: Buffer.alloc(32, 1) }), {
  index: Buffer.alloc(32, 2),
  words: Buffer.alloc(32, 3),
});
const vouchers = new Vouchers(vault);
const as = <T>(name: string, work: () => T): T =>
  actFor({ kind: 'person', name, proven: true, occasion: 'GET /applications/:id/quote' } satisfies Actor, work);

describe('a voucher', () => {
  const question = { holder: 'h', priceKopecks: 920_000 };
  const voucher = as('school', () => vouchers.of(questionDigest(question)));
  const holds = (name: string, asked: Parameters<typeof questionDigest>[0], given = voucher): boolean =>
    as(name, () => vouchers.holds(given, questionDigest(asked)));

  it('stands for one question of one login', () => {
    expect(holds('school', { priceKopecks: 920_000, holder: 'h', voucher: undefined })).toBe(true);
    expect(holds('another-school', question)).toBe(false);
    expect(holds('school', { ...question, priceKopecks: 99_999_999 })).toBe(false);
    expect(holds('school', { ...question, more: 'x' })).toBe(false);
  });

  it.each(['', 'none', '%', 'A'.repeat(43)])('is not "%s"', (given) => {
    expect(holds('school', question, given)).toBe(false);
  });
});
