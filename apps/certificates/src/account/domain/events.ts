import type { CalendarDate, Kopecks, Month } from '@lib/kernel';

/** The part of a contract that falls into one calendar month. */
export type Part = { readonly month: Month; readonly shareKopecks: Kopecks; readonly coPaymentKopecks: Kopecks };

/** What binds a contract to the catalogue; fixed at the reserve. */
export type Terms = {
  readonly programme: string;
  readonly group: string;
  readonly module: string;
  readonly provider: string;
  readonly direction: string;
  readonly start: CalendarDate;
};

/** Where money goes that a contract gives back: to the certificate, or to the budget once the period is over. */
export type Returns = 'available' | 'expired';

/**
 * Everything that can happen to an account. `on` is the business date in the region; amounts are whole kopecks.
 * The fields are the stored form: they change only with a new version in account.codec.ts.
 */
export type AccountEvent =
  | {
      readonly type: 'CertificateIssued';
      readonly on: CalendarDate;
      readonly programme: string;
      readonly certificateGroup: string;
      readonly number: string;
      readonly nominalKopecks: Kopecks;
      readonly from: CalendarDate;
      readonly toExclusive: CalendarDate;
    }
  | ({
      readonly type: 'FundsReserved';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly lastDay: CalendarDate;
      readonly fullPriceKopecks: Kopecks;
      readonly fullNormKopecks: Kopecks;
      readonly shareKopecks: Kopecks;
      readonly coPaymentKopecks: Kopecks;
      readonly parts: readonly Part[];
    } & Terms)
  | ({
      readonly type: 'ReservationRefused';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly reason: RefusalReason;
    } & Terms)
  | {
      readonly type: 'ContractOpened';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly programme: string;
    }
  | ({
      readonly type: 'MonthDebited';
      /** The due date: the 1st of the month, or the conclusion if that is later. */
      readonly on: CalendarDate;
      readonly month: Month;
      readonly debitedKopecks: Kopecks;
      /** What incomplete lessons left of the part. */
      readonly returnedKopecks: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'CompletenessReported';
      readonly on: CalendarDate;
      readonly month: Month;
      readonly held: number;
      readonly planned: number;
      /** Given back of a month that had been debited before the report. */
      readonly returnedKopecks: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'ContractShortened';
      readonly on: CalendarDate;
      readonly by: 'family' | 'provider';
      readonly lastDay: CalendarDate;
      /** Of months not yet debited. */
      readonly releasedKopecks: Kopecks;
      /** Of months after the last day that had been debited before the notice was known. */
      readonly refundedKopecks: Kopecks;
    } & OfContract)
  | ({
      readonly type: 'ReservationReleased';
      readonly on: CalendarDate;
      readonly reason: string;
      readonly releasedKopecks: Kopecks;
      readonly refundedKopecks: Kopecks;
    } & OfContract)
  | {
      readonly type: 'PeriodExpired';
      readonly on: CalendarDate;
      readonly programme: string;
      readonly expiredKopecks: Kopecks;
    }
  | {
      readonly type: 'ExpiryReversed';
      readonly on: CalendarDate;
      readonly programme: string;
      readonly reversedKopecks: Kopecks;
      /** The contract whose late request this answers. */
      readonly contract: string;
    };

/** What every event of a contract that moves its money says about it. */
export type OfContract = {
  readonly contract: string;
  readonly programme: string;
  readonly provider: string;
  readonly returnsTo: Returns;
};

/** Why money is not reserved, in the order in which it is checked (docs/rules.md §3). */
export type RefusalReason = 'contract-period-over' | 'no-certificate-place' | 'insufficient-funds';
