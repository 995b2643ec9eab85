import { Content, type LedgerClient } from '@lib/client';
import { newId } from '@lib/kernel';
import { taken } from '../page/answers.js';
import type { Visit } from '../page/visit.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const KINDS = ['programs', 'children', 'region'] as const;
export type Kind = (typeof KINDS)[number];

type Asked = {
  readonly headers: { readonly 'Idempotency-Key': string };
  readonly file: Uint8Array<ArrayBuffer>;
  readonly dryRun: boolean;
};

const catalogue = async ({ catalog }: LedgerClient, { headers, file, dryRun }: Asked, complete: boolean) =>
  taken(await catalog.call('POST /imports', { headers, query: { dryRun, complete }, body: new Content(file) }));
/** What taking over a file of programmes comes to. */
export type Catalogue = Awaited<ReturnType<typeof catalogue>>;

const register = async ({ enrollment }: LedgerClient, { headers, file, dryRun }: Asked) =>
  taken(
    await enrollment.call('POST /children/imports', {
      headers,
      query: { dryRun },
      body: new Content(file, isWorkbook(file) ? XLSX : 'text/csv'),
    }),
  );
/** What taking over a register of children comes to. */
export type Register = Awaited<ReturnType<typeof register>>;

const registerRegion = async ({ certificates }: LedgerClient, { headers, file }: Asked) =>
  taken(await certificates.call('POST /financing-programmes', { headers, body: new Content(file) }));
const tryRegion = async ({ certificates }: LedgerClient, { file }: Asked) =>
  taken(await certificates.call('POST /financing-programmes/dry-runs', { body: new Content(file) }));
/** What registering a region file comes to. */
export type Region = Awaited<ReturnType<typeof registerRegion | typeof tryRegion>>;

export type Imported =
  | { readonly kind: 'programs'; readonly report: Catalogue }
  | { readonly kind: 'children'; readonly report: Register }
  | { readonly kind: 'region'; readonly report: Region };

/** Sends a file to the service that it is for. `dryRun`: to be told what it would change. @throws Refused */
export const sendFile = async (
  { form, ledger }: Pick<Visit, 'form' | 'ledger'>,
  kind: Kind,
  file: Uint8Array<ArrayBuffer>,
  dryRun: boolean,
): Promise<Imported> => {
  const headers = { 'Idempotency-Key': `${form.get('key') ?? newId()} ${dryRun ? 'preview' : 'take'}` };
  const asked = { headers, file, dryRun };
  switch (kind) {
    case 'programs':
      return { kind, report: await catalogue(ledger, asked, form.get('complete') === 'true') };
    case 'children':
      return { kind, report: await register(ledger, asked) };
    case 'region':
      return { kind, report: await (dryRun ? tryRegion : registerRegion)(ledger, asked) };
  }
};

/** A workbook is a ZIP archive, whatever its file is called. */
const isWorkbook = ([first, second]: Uint8Array): boolean => first === 0x50 && second === 0x4b;
