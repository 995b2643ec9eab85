import { describe, expect, it } from '@jest/globals';
import { calendarDate, kopecks } from '@lib/kernel';
import {
  askLimitChange,
  decideLimitChange,
  evolveLimit,
  giveBackPlace,
  limitsOf,
  takePlace,
  untouched,
  type CertificateGroup,
  type GroupLimits,
  type Limit,
} from './limit.js';

const on = calendarDate('2020-10-01');
const roubles = (amount: number) => kopecks(amount * 100);
const group = (limits: Partial<CertificateGroup>): CertificateGroup => ({
  id: 'general',
  name: 'Дети 5–17 лет',
  nominal: roubles(10_000),
  countLimit: null,
  sumLimit: null,
  ...limits,
});

/** Takes a place and records it. */
const taking = (limit: Limit, holder: string, of: CertificateGroup): { limit: Limit; ordinal: number | undefined } => {
  const taken = takePlace(limit, holder, of, on);
  return { limit: taken?.events.reduce(evolveLimit, limit) ?? limit, ordinal: taken?.place.ordinal };
};
const takingAll = (holders: readonly string[], of: CertificateGroup): { limit: Limit; ordinals: unknown[] } =>
  holders.reduce<{ limit: Limit; ordinals: unknown[] }>(
    ({ limit, ordinals }, holder) => {
      const taken = taking(limit, holder, of);
      return { limit: taken.limit, ordinals: [...ordinals, taken.ordinal] };
    },
    { limit: untouched, ordinals: [] },
  );
const givingBack = (limit: Limit, holder: string): Limit =>
  giveBackPlace(limit, holder, on, 'certificate-not-issued').reduce(evolveLimit, limit);

describe('the limits of a certificate group (docs/examples.md §3)', () => {
  it('count limit 2: A and B get certificates, C does not', () => {
    expect(takingAll(['A', 'B', 'C', 'D'], group({ countLimit: 2 })).ordinals).toStrictEqual([
      1,
      2,
      undefined,
      undefined,
    ]);
  });

  it('sum limit 1,000,000, nominal 10,000: the 100th is granted, the 101st is not', () => {
    const holders = Array.from({ length: 101 }, (_, index) => `child ${index + 1}`);
    const { ordinals } = takingAll(holders, group({ sumLimit: roubles(1_000_000) }));
    expect(ordinals.slice(99)).toStrictEqual([100, undefined]);
  });

  it('sum limit: a kopeck less than the last nominal is not enough', () => {
    const enough = group({ sumLimit: roubles(20_000) });
    const less = group({ sumLimit: kopecks(1_999_999) });
    expect(takingAll(['A', 'B'], enough).ordinals).toStrictEqual([1, 2]);
    expect(takingAll(['A', 'B'], less).ordinals).toStrictEqual([1, undefined]);
  });

  it('the stricter of the two refuses', () => {
    expect(takingAll(['A', 'B'], group({ countLimit: 1, sumLimit: roubles(90_000) })).ordinals).toStrictEqual([
      1,
      undefined,
    ]);
    expect(takingAll(['A', 'B'], group({ countLimit: 9, sumLimit: roubles(10_000) })).ordinals).toStrictEqual([
      1,
      undefined,
    ]);
  });

  it('all groups together grant no more than a sum that can be told', () => {
    const half = group({ nominal: kopecks(Math.floor(Number.MAX_SAFE_INTEGER / 2)) });
    const first = taking(untouched, 'A', half);
    const second = taking(first.limit, 'B', { ...half, id: 'ovz' });
    expect(second.ordinal).toBe(2);
    expect(taking(second.limit, 'C', { ...half, id: 'third' }).ordinal).toBeUndefined();
  });

  it('a missing limit never refuses, a limit of nothing always does', () => {
    const holders = Array.from({ length: 500 }, (_, index) => `child ${index + 1}`);
    expect(takingAll(holders, group({})).ordinals.at(-1)).toBe(500);
    expect(takingAll(['A'], group({ countLimit: 0 })).ordinals).toStrictEqual([undefined]);
    expect(takingAll(['A'], group({ sumLimit: kopecks(0) })).ordinals).toStrictEqual([undefined]);
  });

  it('each group counts for itself, and the ordinals for the programme', () => {
    const general = taking(untouched, 'A', group({ countLimit: 1 }));
    const special = taking(general.limit, 'B', group({ id: 'ovz', countLimit: 1, nominal: roubles(20_000) }));
    expect([general.ordinal, special.ordinal]).toStrictEqual([1, 2]);
    expect(takePlace(special.limit, 'C', group({ countLimit: 1 }), on)).toBeUndefined();
    expect(special.limit.issued).toStrictEqual(
      new Map([
        ['general', { count: 1, sum: roubles(10_000) }],
        ['ovz', { count: 1, sum: roubles(20_000) }],
      ]),
    );
  });
});

describe('a place', () => {
  it('taken twice is taken once, even when the limits are full', () => {
    const { limit } = taking(untouched, 'A', group({ countLimit: 1 }));
    const again = takePlace(limit, 'A', group({ countLimit: 1 }), calendarDate('2020-10-09'));
    expect(again).toStrictEqual({
      place: {
        type: 'CertificatePlaceTaken',
        on,
        holder: 'A',
        certificateGroup: 'general',
        nominal: roubles(10_000),
        ordinal: 1,
      },
      events: [],
    });
  });

  it('taken in one group is kept by a child whose category has changed', () => {
    const { limit } = taking(untouched, 'A', group({}));
    expect(takePlace(limit, 'A', group({ id: 'ovz' }), on)?.place.certificateGroup).toBe('general');
  });

  it('given back is free for another, under a new ordinal', () => {
    const { limit } = takingAll(['A', 'B'], group({ countLimit: 2 }));
    expect(taking(givingBack(limit, 'B'), 'C', group({ countLimit: 2 })).ordinal).toBe(3);
  });

  it('given back returns its sum', () => {
    const full = group({ sumLimit: roubles(10_000) });
    const { limit } = taking(untouched, 'A', full);
    expect(taking(givingBack(limit, 'A'), 'B', full).ordinal).toBe(2);
  });

  it('given back and taken again by the same child has a new ordinal', () => {
    const { limit } = taking(untouched, 'A', group({}));
    expect(taking(givingBack(limit, 'A'), 'A', group({})).ordinal).toBe(2);
  });

  it('that was never taken is not given back', () => {
    expect(giveBackPlace(untouched, 'A', on, 'certificate-not-issued')).toStrictEqual([]);
    const { limit } = taking(untouched, 'A', group({}));
    expect(giveBackPlace(givingBack(limit, 'A'), 'A', on, 'certificate-not-issued')).toStrictEqual([]);
  });
});

describe('the state of the limits', () => {
  it('starts afresh for every programme', () => {
    taking(untouched, 'A', group({}));
    expect([untouched.places.size, untouched.issued.size, untouched.lastOrdinal]).toStrictEqual([0, 0, 0]);
  });

  it('does not follow a place given back that was not taken', () => {
    const givenBack = { type: 'CertificatePlaceGivenBack', on, holder: 'A', reason: 'certificate-not-issued' } as const;
    expect(() => evolveLimit(untouched, givenBack)).toThrow(TypeError);
  });

  it.each([
    ['taken twice', { holder: 'A', ordinal: 2 }],
    ['with an ordinal that was used', { holder: 'B', ordinal: 1 }],
  ])('does not follow a place %s', (_, more) => {
    const taken = takePlace(untouched, 'A', group({}), on);
    if (!taken) throw new TypeError('nothing limits it');
    const limit = taken.events.reduce(evolveLimit, untouched);
    expect(() => evolveLimit(limit, { ...taken.place, ...more })).toThrow(TypeError);
  });
});

const ask = (limit: Limit, of: CertificateGroup, limits: GroupLimits, change = 'change-1', by = 'anna') =>
  askLimitChange(limit, of, { on, change, act: 'No. 412', by, ...limits });
const asking = (limit: Limit, of: CertificateGroup, limits: GroupLimits, change = 'change-1'): Limit => {
  const asked = ask(limit, of, limits, change);
  return asked.ok ? asked.value.reduce(evolveLimit, limit) : limit;
};
const decide = (limit: Limit, verdict: 'approved' | 'dropped', by: string, change = 'change-1') =>
  decideLimitChange(limit, { on, change, verdict, by });
const deciding = (limit: Limit, verdict: 'approved' | 'dropped', by: string, change = 'change-1'): Limit => {
  const decided = decide(limit, verdict, by, change);
  return decided.ok ? decided.value.reduce(evolveLimit, limit) : limit;
};
const refusal = (reason: string) => ({ ok: false, error: expect.objectContaining({ reason }) as unknown });

describe('limits that are changed by two (docs/rules.md §3)', () => {
  const two = group({ countLimit: 2 });
  const full = takingAll(['A', 'B'], two).limit;
  const three = { countLimit: 3, sumLimit: null };

  it('limit 2 with two issued: 3 is in force when another one agrees, C gets a certificate, D does not', () => {
    const asked = asking(full, two, three);
    expect(taking(asked, 'C', two).ordinal).toBeUndefined();
    expect(limitsOf(asked, two)).toStrictEqual({ countLimit: 2, sumLimit: null });
    expect(decide(asked, 'approved', 'anna')).toStrictEqual(refusal('second-person-needed'));
    const raised = deciding(asked, 'approved', 'boris');
    expect(limitsOf(raised, two)).toStrictEqual(three);
    const withC = taking(raised, 'C', two);
    expect(withC.ordinal).toBe(3);
    expect(taking(withC.limit, 'D', two).ordinal).toBeUndefined();
  });

  it('either of them drops it, and the limits stay', () => {
    for (const by of ['anna', 'boris']) {
      const dropped = deciding(asking(full, two, three), 'dropped', by);
      expect(limitsOf(dropped, two)).toStrictEqual({ countLimit: 2, sumLimit: null });
      expect(decide(dropped, 'approved', 'vera')).toStrictEqual(refusal('limit-change-decided'));
    }
  });

  it('never lie below what is issued: not when asked for, and not when agreed to', () => {
    expect(ask(full, two, { countLimit: 1, sumLimit: null })).toStrictEqual(refusal('limit-below-issued'));
    expect(ask(full, two, { countLimit: null, sumLimit: kopecks(1_999_999) })).toStrictEqual(
      refusal('limit-below-issued'),
    );
    const lowered = () => asking(takingAll(['A'], two).limit, two, { countLimit: 1, sumLimit: null });
    expect(decide(taking(lowered(), 'B', two).limit, 'approved', 'boris')).toStrictEqual(refusal('limit-below-issued'));
    expect(taking(deciding(lowered(), 'approved', 'boris'), 'B', two).ordinal).toBeUndefined();
  });

  it('are asked for once at a time in a group, and only where they differ', () => {
    const asked = asking(full, two, three);
    expect(ask(asked, two, { countLimit: 4, sumLimit: null }, 'change-2')).toStrictEqual(
      refusal('limit-change-waiting'),
    );
    expect(ask(asked, { ...two, id: 'ovz' }, { countLimit: 4, sumLimit: null }, 'change-2').ok).toBe(true);
    expect(ask(full, two, { countLimit: 2, sumLimit: null })).toStrictEqual(refusal('limit-unchanged'));
    const raised = deciding(asked, 'approved', 'boris');
    expect(ask(raised, two, three, 'change-2')).toStrictEqual(refusal('limit-unchanged'));
    expect(
      limitsOf(
        deciding(asking(raised, two, { countLimit: 2, sumLimit: null }, 'change-2'), 'approved', 'anna', 'change-2'),
        two,
      ),
    ).toStrictEqual(three);
  });

  it('are asked for and decided once, however often the request comes', () => {
    const asked = asking(full, two, three);
    expect(ask(asked, two, three)).toStrictEqual({ ok: true, value: [] });
    const raised = deciding(asked, 'approved', 'boris');
    expect(decide(raised, 'approved', 'boris')).toStrictEqual({ ok: true, value: [] });
    expect(decide(raised, 'approved', 'vera')).toStrictEqual(refusal('limit-change-decided'));
    expect(decide(full, 'approved', 'boris')).toStrictEqual(refusal('unknown-limit-change'));
  });

  it('begin before the first place is taken, and one programme does not change those of another', () => {
    const raised = deciding(asking(untouched, two, three), 'approved', 'boris');
    taking(raised, 'A', two);
    expect(untouched.places.size).toBe(0);
    expect(limitsOf(untouched, two)).toStrictEqual({ countLimit: 2, sumLimit: null });
  });
});
