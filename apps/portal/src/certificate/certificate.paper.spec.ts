import { describe, expect, it } from '@jest/globals';
import { textOfPdf } from '../../../../test/support/pdf-text.js';
import { wordsIn } from '../page/words.js';
import { certificatePaper, type CertificateFacts } from './certificate.paper.js';

const facts: CertificateFacts = {
  child: 'Соколова Мария Андреевна',
  number: '2400000001',
  regionName: 'Красноярский край',
  municipalityName: 'г. Минусинск',
  groupName: 'Дети 5–17 лет',
  from: '2020-10-01',
  toExclusive: '2021-01-01',
  nominalKopecks: 190_000,
  availableKopecks: 59_888,
  reservedKopecks: 45_771,
  spentKopecks: 84_341,
  asOf: '2020-11-20',
  contacts: ['Центр развития', '8 (39132) 5-00-00'],
  checkAt: 'https://kruzhki.example/check/2400000001',
};
/** As long as a region file may have them. */
const LONGEST_CONTACTS = [200, 50, 254, 200, 500].map((length) => 'Я'.repeat(length));
const textOf = async (locale: 'ru' | 'en', other: Partial<CertificateFacts> = {}): Promise<string> =>
  textOfPdf(await certificatePaper({ ...facts, ...other }, wordsIn(locale))).replaceAll(/\s+/g, ' ');

describe('the paper of a certificate', () => {
  it('is named for its child and says its number, its days, its sums and as of when', async () => {
    const text = await textOf('ru');
    for (const said of [
      'Соколова Мария Андреевна',
      'Сертификат № 2400000001',
      'с 1 октября по 31 декабря 2020 г.',
      'Номинал 1 900,00 ₽',
      'Доступный остаток на 20 ноября 2020 г. 598,88 ₽',
      'Зарезервировано 457,71 ₽',
      'Списано 843,41 ₽',
      'Красноярский край, г. Минусинск',
      facts.checkAt,
      'Кому звонить',
      'Центр развития',
      '8 (39132) 5-00-00',
    ])
      expect(text).toContain(said);
  });

  it('is in the language of its reader', async () => {
    const text = await textOf('en');
    expect(text).toContain('from 1 October to 31 December 2020');
    expect(text).toContain('Available on 20 November 2020 ₽598.88');
  });

  it('has the letters of the peoples of the country, and no empty boxes', async () => {
    expect(await textOf('ru', { child: 'Җәмилә Ҡәҙерғол Ӱҥӧ' })).toContain('Җәмилә');
  });

  it('says nothing of whom to call where the region does not', async () => {
    expect(await textOf('ru', { contacts: [] })).not.toContain('Кому звонить');
  });

  it('is one page, light, tagged, and its title names nobody', async () => {
    const longest = [{ child: 'А'.repeat(300) }, { contacts: LONGEST_CONTACTS }];
    const papers = await Promise.all(longest.map((other) => certificatePaper({ ...facts, ...other }, wordsIn('ru'))));
    for (const bytes of papers) {
      expect(bytes.length).toBeLessThan(100_000);
      expect(bytes.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    }
    const raw = papers.map((bytes) => bytes.toString('latin1')).join('');
    for (const tag of ['/Lang (ru)', '/S /H1', '/S /Figure', '/DisplayDocTitle true']) expect(raw).toContain(tag);
    const title = Buffer.from('Соколова', 'utf16le').swap16().toString('latin1');
    expect((await certificatePaper(facts, wordsIn('ru'))).toString('latin1')).not.toContain(title);
  });
});
