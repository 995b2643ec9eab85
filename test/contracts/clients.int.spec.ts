import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';
import { compile, generate, type Generator } from './generated-clients.js';
import { documentsOf, openServices, type Document } from './openapi.js';

// What was lost: a client generated from the documents knew no certificate, no month of a contract and no entry of a
// statement, because nobody had ever generated one.

/** What both programs do once they have the answers. Whatever the client does not know is an error here. */
const reading = `
  const kopecks: number | undefined = account.certificates[0]?.availableKopecks;
  const month: string | undefined = account.contracts[0]?.months[0]?.month;
  const debited: number | undefined = account.contracts[0]?.months[0]?.debitedKopecks;
  const entry: string | undefined = statement.entries[0]?.text;
  const after: number | undefined = statement.entries[0]?.after.availableKopecks;
  const limit: number | null | undefined = programme.settings.groups[0]?.countLimit;
  const parked: string | undefined = page.items[0]?.topic;
  // @ts-expect-error A client that knew nothing would take anything.
  account.certificates[0]?.noSuchField;
  // @ts-expect-error
  const text: string | undefined = account.certificates[0]?.availableKopecks;
  // @ts-expect-error
  statement.entries[0]?.after.noSuchField;
  // @ts-expect-error
  programme.settings.groups[0]?.noSuchField;
  // @ts-expect-error
  page[0];
  return [kopecks, month, debited, entry, after, limit, parked, text];
`;

const regionFile = `{
  region: '24', name: 'Region', timeZone: 'Asia/Krasnoyarsk', municipality: { id: 1, name: 'Town' },
  certificateNumber: { prefix: '24', length: 10 },
  period: { id: 'autumn', from: '2020-09-01', toExclusive: '2021-01-01' },
  rules: {}, groups: [{ id: 'general', name: 'General', nominalKopecks: 190000 }],
}`;

const programs: Readonly<Record<Generator, string>> = {
  'openapi-ts': `
    import { accountControllerAccount, accountControllerStatement, parkedControllerList, programmeControllerRegister } from './certificates';
    import { importControllerTake } from './catalog';
    import { importControllerTake as importChildren } from './enrollment';

    export const read = async (holder: string) => {
      const options = { baseUrl: 'http://127.0.0.1', throwOnError: true } as const;
      const { data: account } = await accountControllerAccount({ ...options, path: { holder } });
      const { data: statement } = await accountControllerStatement({ ...options, path: { holder }, query: { programme: 'p' } });
      const { data: page } = await parkedControllerList(options);
      const headers = { 'Idempotency-Key': 'k' };
      const { data: programme } = await programmeControllerRegister({ ...options, headers, body: ${regionFile} });
      await importControllerTake({ ...options, headers, query: { dryRun: true }, body: [{ result_code: 'X' }] });
      await importChildren({ ...options, headers, body: 'childId,birthDate,municipality,category' });
      // @ts-expect-error
      await programmeControllerRegister({ ...options, headers, body: { region: '24' } });
      // @ts-expect-error
      await accountControllerStatement({ ...options, path: { holder } });
      const { error } = await accountControllerAccount({ path: { holder } });
      const type: '/problems/unknown-account' | string | undefined = error?.type;
      void type;
      ${reading}
    };`,
  'swagger-typescript-api': `
    import { Api } from './certificates/client';
    import { Api as Catalog } from './catalog/client';

    export const read = async (holder: string) => {
      const api = new Api({ baseUrl: 'http://127.0.0.1' });
      const { data: account } = await api.accounts.accountControllerAccount(holder);
      const { data: statement } = await api.accounts.accountControllerStatement(holder, { programme: 'p' });
      const { data: page } = await api.messaging.parkedControllerList();
      const params = { headers: { 'Idempotency-Key': 'k' } };
      const { data: programme } = await api.financingProgrammes.programmeControllerRegister(${regionFile}, params);
      await new Catalog().imports.importControllerTake([{ result_code: 'X' }], { dryRun: true }, params);
      // @ts-expect-error
      await api.financingProgrammes.programmeControllerRegister({ region: '24' }, params);
      // @ts-expect-error
      await api.accounts.accountControllerStatement(holder, {});
      ${reading}
    };`,
};

let documents: Readonly<Record<string, Document>>;
beforeAll(async () => {
  const services = await openServices();
  documents = await documentsOf(services);
  await services.close();
});
afterAll(removeTempFolders);

describe.each(['openapi-ts', 'swagger-typescript-api'] as const)('the clients that %s generates', (generator) => {
  it('compile, with a program that reads the money', async () => {
    const folder = await tempFolder();
    for (const [name, document] of Object.entries(documents)) await generate(generator, document, join(folder, name));
    writeFileSync(join(folder, 'program.ts'), programs[generator]);
    expect(compile(folder)).toBe('');
  });
});
