import { plus, unreachable } from '@lib/kernel';
import { dateInWords, hasPhrase, monthInWords, phrase, roubles, type Locale } from '@lib/wording';
import type { AccountEvent, Returns } from '../account/domain/events.js';
import type { Explanation } from './domain/explanation.js';

/**
 * An entry as a person reads it, made when it is read: an amount of nothing is not said, months and days are written out.
 * What the parts say is joined by commas.
 */
export const textOf = (event: AccountEvent, explanation: Explanation, locale: Locale): string => {
  const say = phrasesOf(locale);
  const { kopecks, month, date, reason } = say;
  switch (event.type) {
    case 'CertificateIssued':
      return event.nominal > 0
        ? say.all(['CertificateIssued', { number: event.number, nominal: kopecks(event.nominal) }])
        : say.all(['CertificateIssued.empty', { number: event.number }]);
    case 'FundsReserved':
      return say.all(reserveOf(event, kopecks));
    case 'ReservationRefused':
      return say.all(['ReservationRefused', { reason: reason(event.reason) }]);
    case 'ContractConcluded':
      return say.all(['ContractConcluded', {}]);
    case 'MonthDebited':
      return say.all(
        event.debited > 0
          ? ['MonthDebited', { debited: kopecks(event.debited), month: month(event.month) }]
          : ['MonthDebited.nothing', { month: month(event.month) }],
        say.returned(event.returned, event.returnsTo),
      );
    case 'LessonsReported': {
      const { held, planned } = event;
      return say.all(
        ['LessonsReported', { month: month(event.month), held, planned }],
        say.returned(event.returned, event.returnsTo),
      );
    }
    case 'ContractTerminated':
      return say.all(
        [`ContractTerminated.${event.by}`, { lastDay: date(event.lastDay) }],
        ...say.givenBack(event.released, event.refunded, event.returnsTo),
      );
    case 'ReservationReleased':
      return say.all(
        event.reason !== 'withdrawn'
          ? ['ReservationReleased', { reason: reason(event.reason) }]
          : explanation.isConcluded
            ? ['ReservationReleased.before-start', {}]
            : ['ReservationReleased.withdrawn', {}],
        ...say.givenBack(event.released, event.refunded, event.returnsTo),
      );
    case 'PeriodExpired':
      return say.amount('PeriodExpired', { expired: event.expired });
    case 'ExpiryReversed':
      return say.amount('ExpiryReversed', { reversed: event.reversed });
    case 'NoticeRevoked':
      return say.all(
        ['NoticeRevoked', { noticeOn: date(event.noticeOn), lastDay: date(event.lastDay) }],
        say.clause('reserved-again', event.reserved),
        say.clause('debited-again', event.debited),
      );
    case 'NoticeRevocationRefused':
      return say.all(['NoticeRevocationRefused', { reason: reason(event.reason) }]);
    case 'LessonsCorrectionHeld':
      return say.amount('LessonsCorrectionHeld', { amount: event.setAside }, { month: month(event.month) });
    case 'LessonsCorrectionRefused':
      return say.all(['LessonsCorrectionRefused', { month: month(event.month), missing: kopecks(event.missing) }]);
    case 'LessonsCorrected': {
      const { held, planned, before } = event;
      const was = { heldBefore: before.held, plannedBefore: before.planned };
      return say.all(
        ['LessonsCorrected', { month: month(event.month), held, planned, ...was }],
        say.clause('debited-more', event.debited),
        say.returned(plus(event.returned, event.released), event.returnsTo),
      );
    }
    case 'LessonsCorrectionDropped':
      return say.amount('LessonsCorrectionDropped', { amount: event.setAside }, { month: month(event.month) });
    case 'CertificateClosed':
      return say.amount('CertificateClosed', { expired: event.expired }, { reason: reason(event.reason) });
    case 'AnswerRepeated':
      return say.all(['AnswerRepeated', {}]);
    default:
      return unreachable(event);
  }
};

/** A reason in words, wherever it comes from; one that has none is shown as it is. */
export const reasonInWords = (code: string, locale: Locale): string => {
  const key = ['why', 'refusal', 'closing', 'correction'].map((area) => `${area}.${code}`).find(hasPhrase);
  return key === undefined ? code : phrase(locale, key);
};

type Sentence = readonly [string, Readonly<Record<string, string | number>>];

const reserveOf = (
  reserved: Extract<AccountEvent, { type: 'FundsReserved' }>,
  kopecks: (amount: number) => string,
): Sentence => {
  const share = kopecks(reserved.share);
  const coPayment = kopecks(reserved.coPayment);
  const isShared = reserved.coPayment > 0;
  if (reserved.share > 0)
    return isShared ? ['FundsReserved', { share, coPayment }] : ['FundsReserved.covered', { share }];
  return isShared ? ['FundsReserved.unpaid', { coPayment }] : ['FundsReserved.free', {}];
};

const phrasesOf = (locale: Locale) => {
  const kopecks = (amount: number): string => roubles(locale, amount);
  const all = (...phrases: readonly (Sentence | undefined)[]): string =>
    phrases
      .flatMap((sentence) => (sentence ? [phrase(locale, `statement.${sentence[0]}`, sentence[1])] : []))
      .join(', ');
  const clause = (name: string, amount: number): Sentence | undefined =>
    amount > 0 ? [`clause.${name}`, { amount: kopecks(amount) }] : undefined;
  return {
    kopecks,
    month: (value: string): string => monthInWords(locale, value),
    date: (value: string): string => dateInWords(locale, value),
    reason: (code: string): string => reasonInWords(code, locale),
    all,
    clause,
    returned: (amount: number, to: Returns): Sentence | undefined => clause(`returned-${to}`, amount),
    givenBack: (released: number, refunded: number, to: Returns): readonly (Sentence | undefined)[] => [
      clause(`returned-${to}`, released + refunded),
      clause('of-it-debited', refunded),
    ],
    /** The sentence of an event that has one amount, or the one for no amount. */
    amount: (
      name: string,
      amount: Readonly<Record<string, number>>,
      params: Readonly<Record<string, string>> = {},
    ): string => {
      const [[parameter, value] = ['', 0]] = Object.entries(amount);
      return all(value > 0 ? [name, { ...params, [parameter]: kopecks(value) }] : [`${name}.nothing`, params]);
    },
  };
};
