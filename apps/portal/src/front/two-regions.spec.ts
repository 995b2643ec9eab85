import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { renderToStringAsync } from 'preact-render-to-string';
import { Document } from '../page/document.js';
import { errorPage } from '../page/error.page.js';
import type { Visit } from '../page/visit.js';
import { wordsIn } from '../page/words.js';
import { regionInfoIn } from '../region/region-info.js';
import { rulesPage } from './rules.page.js';

type RegionFile = { readonly rules: Readonly<Record<string, unknown>>; readonly groups: readonly object[] };

const fileOf = (folder: string): string =>
  readFileSync(new URL(`../../../../samples/${folder}/region.json`, import.meta.url), 'utf8');

/** A visitor of the portal of a region, whose settings may differ from its file in this or that. */
const visitorOf = (file: string, rules: Readonly<Record<string, unknown>> = {}): Visit => {
  const region = JSON.parse(file) as RegionFile;
  const settings = { ...region, rules: { ...region.rules, ...rules } };
  const answer = { status: 200, body: { programme: 'one', settings } };
  return {
    words: wordsIn('ru'),
    region: regionInfoIn(file),
    ledger: { certificates: { call: () => Promise.resolve(answer) } },
    params: { programme: 'one' },
    address: '/rules/one',
    session: undefined,
  } as unknown as Visit;
};

const textOf = async (visit: Visit, page = rulesPage(visit)): Promise<string> => {
  const html = await renderToStringAsync(
    Document({ visit, page: await page, assets: { style: '/style.css', script: '/script.js' } }),
  );
  return html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
};

describe('two regions', () => {
  const minusinsk = fileOf('minusinsk-small');
  const vyborg = fileOf('vyborg-2019');

  it('call themselves and their rules differently, by their files alone', async () => {
    const one = await textOf(visitorOf(minusinsk));
    for (const said of [
      'Кружки Минусинска',
      'Правила: г. Минусинск',
      'с 1 октября по 31 декабря 2020 г.',
      '1 900,00 ₽',
      'от 5 до 17 лет',
      'когда ребёнка зачисляют',
      '8 (39132) 5-00-00',
    ])
      expect(one).toContain(said);
    const other = await textOf(visitorOf(vyborg, { reserveAt: 'application', lateEntryDays: 5 }));
    for (const said of [
      'Дополнительное образование в Выборге',
      'с 1 сентября по 31 декабря 2019 г.',
      'когда вы подаёте заявку',
      'не позже чем через 5 дней',
      '8 (81378) 2-00-00',
    ])
      expect(other).toContain(said);
    expect(other).not.toMatch(/Минусинск|1 900,00|когда ребёнка зачисляют/);
  });

  it('say whom to call where something went wrong', async () => {
    for (const [file, phone] of [
      [minusinsk, '8 (39132) 5-00-00'],
      [vyborg, '8 (81378) 2-00-00'],
    ] as const) {
      const visit = visitorOf(file);
      expect(await textOf(visit, Promise.resolve(errorPage(visit, new Error('away'))))).toContain(phone);
    }
  });

  it('need say nothing of themselves', async () => {
    const { portal: _, ...silent } = JSON.parse(minusinsk) as { portal: unknown };
    expect(await textOf(visitorOf(JSON.stringify(silent)))).toContain('Обратитесь к оператору региона');
  });
});

describe('what a region says of itself', () => {
  const faultsOf = (portal: unknown): string => {
    try {
      regionInfoIn(JSON.stringify({ portal }));
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('is taken whole or refused, with every fault', () => {
    expect(faultsOf({ operator: 'Оператор', phone: '1' })).toBe('');
    const faults = faultsOf({ email: 'nobody', links: [{ text: 'a', url: 'javascript:alert(1)' }], twitter: '@a' });
    for (const pointer of ['/portal/operator', '/portal/email', '/portal/links/0/url', 'twitter'])
      expect(faults).toContain(pointer);
    expect(() => regionInfoIn('{')).toThrow('it is no JSON');
  });
});
