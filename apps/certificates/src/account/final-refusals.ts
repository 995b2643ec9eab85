import { z } from 'zod';
import { stored, versionOne } from '../ledger/event-codec.js';
import { firstVersion, inTheTermsOfTheField } from './first-version.js';

const { date } = stored;
const text = z.string();

const REASONS = [
  'terms-impossible',
  'contract-period-over',
  'certificate-elsewhere',
  'certificate-closed',
  'no-certificate-place',
  'insufficient-funds',
  'request-discarded',
] as const;

/**
 * Refusals as they were stored before families consented to a co-payment: each was the end of its contract. They lie in
 * ledgers and in their hashes, so nothing here ever changes.
 */
export const finalRefusals = {
  ReservationRefused: firstVersion.ReservationRefused.now(
    z.object({
      on: date,
      contract: text,
      financingProgramme: text,
      group: text,
      module: text,
      provider: text,
      direction: text,
      start: date,
      reason: z.enum(REASONS),
    }),
    inTheTermsOfTheField,
  ),
  AnswerRepeated: versionOne(
    z.object({
      on: date,
      contract: text,
      financingProgramme: text,
      attempt: z.int(),
      answer: z.enum(['reserved', 'refused', 'notice-revoked', 'notice-revocation-refused']),
      reason: z.enum([...REASONS, 'notice-not-revocable']).optional(),
      notice: z.int().optional(),
    }),
  ),
};
