import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filesOf } from '../model/region-files.js';
import { playSeason } from '../model/season-model.js';
import { endAll, sample } from '../support/built-program.js';
import { demo, lastLine, type Demo } from '../support/demo.js';
import { inLanes } from '../support/lanes.js';
import { certificateRows, expectedOf } from '../support/season.js';
import { removeTempFolders } from '../support/temp-folder.js';

const SAMPLES = ['minusinsk-2020', 'minusinsk-2020-changing', 'vyborg-2019'] as const;

afterAll(async () => {
  await endAll();
  await removeTempFolders();
});

describe('the demo', () => {
  let played: Readonly<Record<(typeof SAMPLES)[number], Demo>>;
  beforeAll(async () => {
    const demos = await inLanes(SAMPLES, 2, (name) => demo(['--json', '--input', sample(name)]));
    played = Object.fromEntries(SAMPLES.map((name, index) => [name, demos[index]])) as typeof played;
  });

  it('plays the season of Minusinsk to the kopeck', async () => {
    const { result, certificates } = await expectedOf('minusinsk-2020');
    const { code, stdout, certificates: written } = played['minusinsk-2020'];
    expect(code).toBe(0);
    expect(lastLine(played['minusinsk-2020'])).toEqual(result);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(written).toBe(certificates);
  });

  it('plays it to the kopeck though the catalogue and the register change in between', async () => {
    const { result, certificates } = await expectedOf('minusinsk-2020-changing');
    const changing = played['minusinsk-2020-changing'];
    expect(changing.code).toBe(0);
    expect(lastLine(changing)).toEqual(result);
    expect(changing.certificates).toBe(certificates);
  });

  it('tells a person what became of the money, in the sample without being asked, and writes every certificate', async () => {
    const byDefault = await demo([]);
    expect(byDefault).toMatchObject({ code: 0, stderr: '' });
    for (const line of [
      /Подано · Submitted \.+900$/m,
      /Зачислено · Enrolled \.+463$/m,
      /Отказано · Refused \.+394$/m,
      /Сертификатов выдано · Certificates issued \.+397$/m,
      /Предоставлено по сертификатам · Granted on certificates \.*754\s300,00\s₽$/m,
      /Списано за занятия · Debited for classes \.*594\s679,22\s₽$/m,
      /Вернулось в бюджет в конце периода · Returned to the budget at the period’s end \.*159\s620,78\s₽$/m,
      /Доплата родителей · Paid by parents \.*652\s096,85\s₽$/m,
      /2020-12 \.*263\s276,95\s₽$/m,
      /совпадают до копейки/,
    ])
      expect(byDefault.stdout).toMatch(line);
    expect(byDefault.certificates).toBe((await expectedOf('minusinsk-2020')).certificates);
  });

  it('plays the season of Vyborg by the letter of the rules', async () => {
    const { result, certificates } = playSeason(filesOf(sample('vyborg-2019')));
    const vyborg = played['vyborg-2019'];
    expect(vyborg.code).toBe(0);
    expect(lastLine(vyborg)).toEqual(result);
    expect(vyborg.certificates).toBe(certificateRows(certificates));
  });
});
