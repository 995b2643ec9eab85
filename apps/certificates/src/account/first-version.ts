import { withoutKopecks } from '@lib/contracts';
import { z } from 'zod';
import { stored, versionOne } from '../ledger/event-codec.js';

const { date, month, kopecks } = stored;
const text = z.string();
const returnsTo = z.enum(['available', 'expired']);
const terms = { programme: text, group: text, module: text, provider: text, direction: text, start: date };
const ofContract = { contract: text, programme: text, provider: text, returnsTo };

/**
 * Account events as the first version wrote them: under names that nobody uses, with amounts that can only be kopecks.
 * They lie in ledgers and in their hashes, so nothing here ever changes.
 */
export const firstVersion = {
  CertificateIssued: versionOne(
    z.object({
      on: date,
      programme: text,
      certificateGroup: text,
      number: text,
      nominalKopecks: kopecks,
      from: date,
      toExclusive: date,
    }),
  ),
  FundsReserved: versionOne(
    z.object({
      on: date,
      contract: text,
      ...terms,
      lastDay: date,
      fullPriceKopecks: kopecks,
      fullNormKopecks: kopecks,
      shareKopecks: kopecks,
      coPaymentKopecks: kopecks,
      parts: z.array(z.object({ month, shareKopecks: kopecks, coPaymentKopecks: kopecks })),
    }),
  ),
  ReservationRefused: versionOne(
    z.object({
      on: date,
      contract: text,
      ...terms,
      reason: z.enum(['contract-period-over', 'no-certificate-place', 'insufficient-funds']),
    }),
  ),
  ContractOpened: versionOne(z.object({ on: date, contract: text, programme: text }), 'ContractOpened'),
  MonthDebited: versionOne(
    z.object({ on: date, ...ofContract, month, debitedKopecks: kopecks, returnedKopecks: kopecks }),
  ),
  CompletenessReported: versionOne(
    z.object({ on: date, ...ofContract, month, held: z.int(), planned: z.int(), returnedKopecks: kopecks }),
    'CompletenessReported',
  ),
  ContractShortened: versionOne(
    z.object({
      on: date,
      ...ofContract,
      by: z.enum(['family', 'provider']),
      lastDay: date,
      releasedKopecks: kopecks,
      refundedKopecks: kopecks,
    }),
    'ContractShortened',
  ),
  ReservationReleased: versionOne(
    z.object({ on: date, ...ofContract, reason: text, releasedKopecks: kopecks, refundedKopecks: kopecks }),
  ),
  PeriodExpired: versionOne(z.object({ on: date, programme: text, expiredKopecks: kopecks })),
  ExpiryReversed: versionOne(z.object({ on: date, programme: text, reversedKopecks: kopecks, contract: text })),
};

type InTheTermsOfTheField<Data> = {
  readonly [
    Name in keyof Data as Name extends 'programme'
      ? 'financingProgramme'
      : Name extends `${infer Amount}Kopecks`
        ? Amount
        : Name
  ]: Data[Name] extends readonly (infer Item extends object)[] ? readonly InTheTermsOfTheField<Item>[] : Data[Name];
};

/** The second version of an event: `financingProgramme` in full, and amounts whose unit the certificate states once. */
export const inTheTermsOfTheField = <Data extends { readonly programme: string }>(
  data: Data,
): InTheTermsOfTheField<Data> => {
  const { programme, ...rest } = withoutKopecks(data) as Pick<Data, 'programme'>;
  return { ...rest, financingProgramme: programme } as InTheTermsOfTheField<Data>;
};
