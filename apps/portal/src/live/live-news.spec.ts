import { afterEach, describe, expect, it } from '@jest/globals';
import { Refused } from '../page/answers.js';
import { LiveNews, type Asked, type Listener } from './live-news.js';

const PAUSES = { firstMs: 1, lastMs: 4 };

/** What a page has heard, and when it hears the next. */
class Heard implements Listener {
  readonly all: string[] = [];
  private readonly waiting: (() => void)[] = [];

  constructor(public seen = 'now') {}

  changed = (version: string): void => this.hear(version);
  end = (): void => this.hear('ended');

  async next(count: number): Promise<readonly string[]> {
    while (this.all.length < count) await new Promise<void>((resolve) => void this.waiting.push(resolve));
    return this.all;
  }

  private hear(what: string): void {
    this.all.push(what);
    for (const go of this.waiting.splice(0)) go();
  }
}

/** A family whose version changes as it is told to. */
class Family implements Asked {
  is = 'now';
  isThere = true;
  asked = 0;
  failsWith: Error | undefined;
  private readonly waiting: (() => void)[] = [];

  version = (): Promise<string> => {
    this.asked += 1;
    for (const go of this.waiting.splice(0)) go();
    return this.failsWith ? Promise.reject(this.failsWith) : Promise.resolve(this.is);
  };
  isOpen = (): Promise<boolean> => Promise.resolve(this.isThere);

  /** Resolves when it has been asked twice more: what was there before the first of them has been told by then. */
  async askedAgain(): Promise<void> {
    const until = this.asked + 2;
    while (this.asked < until) await new Promise<void>((resolve) => void this.waiting.push(resolve));
  }
}

const errors: unknown[] = [];
const newsOf = (): LiveNews => new LiveNews((error) => void errors.push(error), PAUSES);
afterEach(() => expect(errors.splice(0)).toEqual([]));

describe('news of a family', () => {
  it('come when what a page shows has changed, each once', async () => {
    const [news, family, page] = [newsOf(), new Family(), new Heard()];
    const stop = news.listen('anna', family, page);
    await family.askedAgain();
    expect(page.all).toEqual([]);
    family.is = 'later';
    expect(await page.next(1)).toEqual(['later']);
    await family.askedAgain();
    expect(page.all).toEqual(['later']);
    stop();
  });

  it('come at once to a page that was made before the last change, as one that comes back', async () => {
    const [news, family, old] = [newsOf(), new Family(), new Heard('long ago')];
    const stop = news.listen('anna', family, old);
    expect(await old.next(1)).toEqual(['now']);
    stop();
  });

  it('are asked for once, however many pages of a login listen, and not at all when none does', async () => {
    const [news, family] = [newsOf(), new Family()];
    const pages = [new Heard(), new Heard(), new Heard()];
    const stops = pages.map((page) => news.listen('anna', family, page));
    family.is = 'later';
    for (const page of pages) await page.next(1);
    for (const stop of stops) stop();
    stops[0]?.();
    const { asked } = family;
    expect(news.count).toBe(0);
    const other = new Family();
    const stop = news.listen('boris', other, new Heard());
    for (let times = 0; times < 5; times += 1) await other.askedAgain();
    expect(family.asked).toBeLessThanOrEqual(asked + 1);
    stop();
  });

  it('end with the session, and with a login that does not hold any more', async () => {
    const [news, family, page] = [newsOf(), new Family(), new Heard()];
    news.listen('anna', family, page);
    family.isThere = false;
    expect(await page.next(1)).toEqual(['ended']);
    const [other, late] = [new Family(), new Heard()];
    other.failsWith = new Refused(401, undefined);
    news.listen('boris', other, late);
    expect(await late.next(1)).toEqual(['ended']);
  });

  it('wait for a service that is away', async () => {
    const [news, family, page] = [newsOf(), new Family(), new Heard()];
    family.failsWith = new Refused(503, undefined);
    const stop = news.listen('anna', family, page);
    await family.askedAgain();
    family.failsWith = undefined;
    family.is = 'later';
    expect(await page.next(1)).toEqual(['later']);
    stop();
  });

  it('go to few pages of one login', () => {
    const [news, family] = [newsOf(), new Family()];
    const stops = [1, 2, 3, 4].map(() => news.listen('anna', family, new Heard()));
    expect(() => news.listen('anna', family, new Heard())).toThrow(Refused);
    const other = news.listen('boris', new Family(), new Heard());
    for (const stop of [...stops, other]) stop();
    news.listen('anna', family, new Heard())();
  });

  it('end for all when the portal does', async () => {
    const [news, page] = [newsOf(), new Heard()];
    news.listen('anna', new Family(), page);
    news.close();
    expect(await page.next(1)).toEqual(['ended']);
  });
});
