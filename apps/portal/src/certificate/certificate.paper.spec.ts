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
  checkAt: 'https://kruzhki.example/check/2400000001',
};
const textOf = async (locale: 'ru' | 'en', other: Partial<CertificateFacts> = {}): Promise<string> =>
  textOfPdf(await certificatePaper({ ...facts, ...other }, wordsIn(locale))).replaceAll(/\s+/g, ' ');

describe('the paper of a certificate', () => {
  it('is named for its child and says its number, its days, its sums and as of when', async () => {
    const text = await textOf('ru');
    for (const said of [
      'Соколова Мария Андреевна',
      'Сертификат № 2400000001',
      'с 1 октября 2020 г. до 1 января 2021 г.',
      'Номинал 1 900,00 ₽',
      'Доступный остаток на 20 ноября 2020 г. 598,88 ₽',
      'Зарезервировано 457,71 ₽',
      'Списано 843,41 ₽',
      'Красноярский край, г. Минусинск',
      facts.checkAt,
    ])
      expect(text).toContain(said);
  });

  it('is in the language of its reader', async () => {
    expect(await textOf('en')).toContain('Available on 20 November 2020 ₽598.88');
  });

  it('has the letters of the peoples of the country, and no empty boxes', async () => {
    expect(await textOf('ru', { child: 'Җәмилә Ҡәҙерғол Ӱҥӧ' })).toContain('Җәмилә');
  });

  it('is one page, light, tagged, and its title names nobody', async () => {
    const bytes = await certificatePaper({ ...facts, child: 'А'.repeat(300) }, wordsIn('ru'));
    const raw = bytes.toString('latin1');
    expect(bytes.length).toBeLessThan(100_000);
    expect(raw.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    for (const tag of ['/Lang (ru)', '/S /H1', '/S /Figure', '/DisplayDocTitle true']) expect(raw).toContain(tag);
    const title = Buffer.from('Соколова', 'utf16le').swap16().toString('latin1');
    expect((await certificatePaper(facts, wordsIn('ru'))).toString('latin1')).not.toContain(title);
  });
});
