import type { CalendarDate, Kopecks, Month, Rounding } from '@lib/kernel';
import type { NoticeBy, Terms } from './events.js';
import type { Reported } from './month.js';
import type { GroupTerms } from './schedule.js';

/** What of a financing programme decides about an account. */
export type AccountRules = {
  readonly financingProgramme: string;
  readonly from: CalendarDate;
  readonly toExclusive: CalendarDate;
  readonly rounding: Rounding;
  readonly minBalance: Kopecks;
};

/** A place in the certificate group's limits, taken for a child that has no certificate yet. */
export type CertificatePlace = {
  readonly certificateGroup: string;
  readonly number: string;
  readonly nominal: Kopecks;
};

export type Completeness = { readonly month: Month; readonly held: number; readonly planned: number };

/** `on` is the business date of the region at which the thing happened, not at which it was heard of. */
export type AccountCommand =
  | {
      readonly type: 'Reserve';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly terms: Terms & GroupTerms;
      /** As the asker computed it; undefined: as this side does. */
      readonly lastDay?: CalendarDate | undefined;
      /** The family consents to no higher co-payment; undefined: no bound. */
      readonly coPaymentAtMost?: Kopecks | undefined;
      /** Which request of the contract, from 0. */
      readonly request?: number | undefined;
      /** How often the request was sent before because its answer was lost. */
      readonly attempt?: number | undefined;
      readonly rules: AccountRules;
      /** undefined: the limits have not been asked, which `place-needed` answers when they must be. */
      readonly place: CertificatePlace | 'none' | undefined;
    }
  | {
      readonly type: 'Conclude';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly completeness: readonly Completeness[];
    }
  | ({
      readonly type: 'Release';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly reason: string;
    } & Notice)
  | ({
      readonly type: 'Terminate';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly by: NoticeBy;
      readonly lastDay: CalendarDate;
    } & Notice)
  | {
      readonly type: 'RevokeNotice';
      readonly on: CalendarDate;
      readonly contract: string;
      /** Which revocation of the contract, from 0. */
      readonly revocation: number;
      readonly lastDay: CalendarDate;
      /** How often the request was sent before, its answer being lost. */
      readonly attempt?: number | undefined;
      /** An operator has put the request aside for good: it is refused. */
      readonly isDiscarded?: boolean;
    }
  /** An operator has put a request for money aside for good. */
  | {
      readonly type: 'RefuseDiscarded';
      readonly on: CalendarDate;
      readonly contract: string;
      readonly request?: number | undefined;
      readonly terms: Terms;
    }
  | ({ readonly type: 'ReportLessons'; readonly on: CalendarDate; readonly contract: string } & Completeness)
  /** Asks whether the certificate can bear the correction of a report, and sets aside what it takes. */
  | ({ readonly type: 'HoldLessonsCorrection' } & Correction)
  | ({ readonly type: 'DecideLessonsCorrection'; readonly outcome: 'apply' | 'drop' } & Correction)
  | { readonly type: 'Settle'; readonly on: CalendarDate };

/** A correction of a report of lessons, for one contract. `on` is the day on which it was asked for, also in the decision. */
export type Correction = {
  readonly on: CalendarDate;
  readonly contract: string;
  readonly correction: string;
  readonly reason: string;
  /** The report that it corrects, for a contract that has not heard of it yet. */
  readonly corrects: Reported;
} & Completeness;

/** A notice on paper is dated by the paper; money that it gives back is given back on the day of its entry (docs/rules.md §4). */
export type Notice = {
  readonly enteredOn?: CalendarDate | undefined;
  /** Which notice of the contract, from 0. */
  readonly notice?: number | undefined;
};

export type Reserve = Extract<AccountCommand, { type: 'Reserve' }>;

/** A command that cannot follow what the account knows. A refused reserve is not among them: it is an event. */
export type Rejection =
  | { readonly reason: 'place-needed' }
  | { readonly reason: 'contract-unknown' }
  | { readonly reason: 'contract-differs' }
  | { readonly reason: 'contract-not-reserved'; readonly status: string }
  | { readonly reason: 'contract-not-concluded'; readonly status: string }
  | { readonly reason: 'completeness-impossible'; readonly reported: Completeness }
  | { readonly reason: 'completeness-differs'; readonly recorded: Completeness }
  | { readonly reason: 'correction-pending'; readonly correction: string }
  | { readonly reason: 'correction-not-held' };
