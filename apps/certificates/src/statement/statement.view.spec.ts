import { describe, expect, it } from '@jest/globals';
import type { GroupState } from '@lib/contracts';
import { instant, kopecks, month } from '@lib/kernel';
import {
  CLOSING_REASONS,
  REFUSAL_REASONS,
  REVOCATION_REFUSALS,
  type AccountEvent,
  type Returns,
} from '../account/domain/events.js';
import { everyEvent } from '../account/account-samples.testing.js';
import {
  closed,
  debited,
  day,
  expired,
  expiryReversed,
  issued,
  lessons,
  concluded,
  refused,
  released,
  reported,
  reserved,
  revocationRefused,
  rub,
  terminated,
} from '../account/account-events.testing.js';
import type { ReserveAt } from '../programme/domain/programme.js';
import { explain } from './domain/explanation.js';
import type { Recorded } from './domain/history.js';
import { statementOf } from './domain/statement.js';
import { entryView } from './statement.view.js';

const programme = '4705-2019-autumn';
const correction = '0199a1f0-0000-7000-8000-0000000000e1';
const ofContract = { contract: 'c1', financingProgramme: programme, provider: '22003' } as const;
const nothing = kopecks(0);

const logOf = (...events: readonly AccountEvent[]): readonly Recorded[] =>
  events.map((event, revision) => ({ event, revision, recordedAt: instant('2019-09-06T09:00:00Z') }));

const shown = (log: readonly Recorded[], groups: readonly GroupState[] = [], reserveAt: ReserveAt = 'enrolment') => {
  const explanationOf = explain(log, reserveAt);
  const known = new Map(groups.map((group) => [group.groupId, group]));
  return statementOf(log, programme, day('1900-01-01'), day('2100-01-01')).entries.map((entry) =>
    entryView(entry, explanationOf(entry), known, 'ru'),
  );
};
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const textsOf = (...events: readonly AccountEvent[]): readonly string[] =>
  shown(logOf(...events)).map(({ text }) => plain(text));

// Counts, and an amount that is never nothing.
const KEPT = new Set(['held', 'planned', 'revocation', 'attempt', 'notice', 'missing']);

/** Every event and every reason, with an amount of so many kopecks wherever one stands, going back to where `to` says. */
const everything = (amount: number, to: Returns = 'available'): readonly AccountEvent[] => {
  const back = { releases: kopecks(amount), to };
  const reasons = [
    ...REFUSAL_REASONS.map((reason) => refused('2019-09-06', reason)),
    ...['withdrawn', 'by-provider', 'start-too-old', 'period-over', 'certificate-closed', 'by-operator'].map((reason) =>
      released('2019-09-09', back, reason),
    ),
    ...REVOCATION_REFUSALS.map((reason) => revocationRefused('2019-10-20', reason)),
    ...CLOSING_REASONS.map((reason) => closed('2019-11-01', kopecks(amount), reason)),
  ];
  const withAmount = (name: string, value: unknown): unknown =>
    typeof value === 'number' && !KEPT.has(name) ? amount : name === 'returnsTo' ? to : value;
  return [...everyEvent, ...reasons].map(
    (event) => JSON.parse(JSON.stringify({ ...event, financingProgramme: programme }), withAmount) as AccountEvent,
  );
};

describe('an entry of a statement in words', () => {
  it.each([
    ['nothing', 0, 'available'],
    ['something', 12_345, 'available'],
    ['something after the period', 12_345, 'expired'],
  ] as const)('says no amount of nothing, no bare month and no key: %s', (_, amount, to) => {
    for (const event of everything(amount, to)) {
      const log = logOf(event);
      for (const locale of ['ru', 'en'] as const) {
        const [entry] = statementOf(log, programme, day('1900-01-01'), day('2100-01-01')).entries;
        const view = entryView(entry!, explain(log, 'enrolment')(entry!), new Map(), locale);
        expect(view.text).not.toMatch(/(?<!\d)0[,.]00|[{}]|statement\.|undefined|\d{4}-\d{2}/);
        expect(view.text).toMatch(locale === 'ru' ? /[а-я]{4}/ : /[a-z]{4}/);
        expect(view.reasonText).toMatch(locale === 'ru' ? /[а-я]/ : / /);
      }
    }
  });

  it('writes months and days as people do', () => {
    expect(
      textsOf(
        debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
        debited('2019-11-01', '2019-11', rub('1,356.93')),
        terminated('2019-11-17', '2019-11-30', { releases: rub('1,356.93') }),
      ),
    ).toStrictEqual([
      'Списано 1 017,70 ₽ за октябрь 2019 г., на сертификат возвращено 339,23 ₽',
      'Списано 1 356,93 ₽ за ноябрь 2019 г.',
      'Договор расторгнут по уведомлению семьи, последний день 30 ноября 2019 г., на сертификат возвращено 1 356,93 ₽',
    ]);
  });

  it('reads naturally where the certificate pays nothing', () => {
    const parts = reserved('2019-09-06').parts.map((part) => ({ ...part, share: nothing }));
    const unpaid = { ...reserved('2019-09-06'), share: nothing, coPayment: rub('7,423.35'), parts };
    expect(
      textsOf(
        unpaid,
        { ...unpaid, contract: 'c2', coPayment: nothing },
        debited('2019-10-01', '2019-10', nothing),
        released('2019-10-02', { releases: nothing }, 'by-provider'),
      ),
    ).toStrictEqual([
      'Место в группе занято, средства сертификата не расходуются, доплата родителя 7 423,35 ₽',
      'Место в группе занято, занятия бесплатные',
      'За октябрь 2019 г. ничего не списано',
      'Заявка отклонена: организация отказала',
    ]);
  });

  it('tells a withdrawal of the family from a contract that never began', () => {
    const back = { releases: rub('5,000') };
    const text = 'на сертификат возвращено 5 000,00 ₽';
    expect(textsOf(reserved('2019-09-06'), released('2019-09-08', back)).at(-1)).toBe(
      `Заявка отозвана семьёй, ${text}`,
    );
    expect(textsOf(reserved('2019-09-06'), concluded('2019-09-07'), released('2019-09-08', back)).at(-1)).toBe(
      `Договор отменён до начала занятий, ${text}`,
    );
  });
});

// The amount was only in the sentence, the sentence had ids for names, and nobody said who had caused it or why.
describe('an entry of a statement as fields', () => {
  const chess = {
    groupId: '700000',
    moduleId: '900000',
    providerId: '22003',
    groupName: 'Группа 1',
    moduleName: 'Первый год',
    programmeName: 'Шахматы',
    providerName: 'Дворец творчества',
  } as GroupState;
  const history = logOf(
    issued('2019-09-06', rub('5,000')),
    reserved('2019-09-06'),
    concluded('2019-09-09'),
    debited('2019-10-01', '2019-10', rub('1,017.70'), { returned: rub('339.23') }),
    terminated('2019-10-17', '2019-10-31', { releases: rub('1,356.93'), refunds: rub('1,356.93') }),
  );

  it('has its amount, and from where to where', () => {
    expect(shown(history).map(({ amountKopecks, movements }) => [amountKopecks, movements])).toStrictEqual([
      [500_000, [{ from: 'budget', to: 'available', amountKopecks: 500_000 }]],
      [500_000, [{ from: 'available', to: 'reserved', amountKopecks: 500_000 }]],
      [0, []],
      [
        135_693,
        [
          { from: 'reserved', to: 'spent', amountKopecks: 101_770 },
          { from: 'reserved', to: 'available', amountKopecks: 33_923 },
        ],
      ],
      [
        271_386,
        [
          { from: 'reserved', to: 'available', amountKopecks: 135_693 },
          { from: 'spent', to: 'available', amountKopecks: 135_693 },
        ],
      ],
    ]);
  });

  it('moves what the balances after it say, whatever the event', () => {
    for (const event of everything(100)) {
      const log = logOf(event);
      const [entry] = shown(log);
      const moved = { budget: 0, available: 0, reserved: 0, spent: 0, expired: 0 };
      for (const { from, to, amountKopecks } of entry!.movements) {
        moved[from as keyof typeof moved] -= amountKopecks;
        moved[to as keyof typeof moved] += amountKopecks;
      }
      const { nominalKopecks, availableKopecks, reservedKopecks, spentKopecks, expiredKopecks } = entry!.after;
      expect(moved).toStrictEqual({
        budget: 0 - nominalKopecks,
        available: availableKopecks,
        reserved: reservedKopecks,
        spent: spentKopecks,
        expired: expiredKopecks,
      });
    }
  });

  it('names provider, programme, module and group', () => {
    expect(shown(history, [chess])[3]).toMatchObject({
      providerId: '22003',
      providerName: 'Дворец творчества',
      programmeName: 'Шахматы',
      moduleId: '900000',
      moduleName: 'Первый год',
      groupId: '700000',
      groupName: 'Группа 1',
    });
  });

  it('has no name that is not known, nor one of another provider or module', () => {
    const [, first] = shown(history);
    expect(first).toMatchObject({ providerId: '22003', moduleId: '900000', groupId: '700000' });
    expect(Object.keys(first!).filter((name) => name.endsWith('Name'))).toStrictEqual([]);
    const moved = { ...chess, providerId: '22004', moduleId: '900001' };
    expect(Object.keys(shown(history, [moved])[1]!).filter((name) => name.endsWith('Name'))).toStrictEqual([
      'groupName',
    ]);
  });

  it.each([
    ['application', 'family'],
    ['acceptance', 'provider'],
    ['enrolment', 'provider'],
  ] as const)('says who reserved where money is reserved at the %s: %s', (reserveAt, by) => {
    expect(shown(history, [], reserveAt).map(({ causedBy }) => causedBy)).toStrictEqual([
      by,
      by,
      'provider',
      'calendar',
      'family',
    ]);
  });

  it('says unknown where the record does not tell', () => {
    const withdrawn = logOf(
      reserved('2019-09-06'),
      concluded('2019-09-07'),
      released('2019-09-08', { releases: nothing }),
    );
    expect(shown(withdrawn).at(-1)).toMatchObject({ causedBy: 'unknown', reason: 'notice' });
    const [entry] = statementOf(history, programme, day('1900-01-01'), day('2100-01-01')).entries;
    expect(explain(history, undefined)(entry!).cause.by).toBe('unknown');
  });

  it('names the entry that it takes back or corrects', () => {
    const about = { ...ofContract, returnsTo: 'available', on: day('2019-10-20'), month: month('2019-10') } as const;
    const corrected: AccountEvent = {
      type: 'LessonsCorrected',
      ...about,
      correction,
      reason: 'typing-error',
      held: 8,
      planned: 8,
      before: { held: 6, planned: 8, reportedOn: day('2019-10-31') },
      debited: rub('339.23'),
      returned: nothing,
      released: nothing,
    };
    const log = logOf(
      reserved('2019-09-06'),
      reported('2019-10-31', lessons('2019-10', 6, 8), rub('339.23')),
      corrected,
      { ...corrected, held: 7 },
      terminated('2019-11-17', '2019-11-30', { releases: rub('1,356.93') }),
      {
        type: 'NoticeRevoked',
        ...ofContract,
        returnsTo: 'available',
        on: day('2019-11-17'),
        revocation: 0,
        noticeOn: day('2019-11-17'),
        lastDay: day('2019-12-31'),
        reserved: rub('1,356.93'),
        debited: nothing,
      },
      expired(rub('1')),
      expiryReversed(rub('1'), 'c1'),
    );
    const links = new Map(shown(log).map(({ revision, corrects }) => [revision, corrects]));
    expect(links).toStrictEqual(
      new Map([
        [0, undefined],
        [1, undefined],
        [2, 1],
        [3, 2],
        [4, undefined],
        [5, 4],
        [6, undefined],
        [7, 6],
      ]),
    );
    expect(shown(log)[3]).toMatchObject({ type: 'LessonsCorrected', correction });
  });
});
