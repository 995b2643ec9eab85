import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { MEDIA_TYPES, TABLE_FORMATS, csvOf, xlsxOf, type Table, type TableFormat } from '@lib/sheets';
import { localeOf } from '@lib/wording';
import type { FastifyReply } from 'fastify';
import { isAcceptable } from './accept.js';
import { IsOneOf } from './fields.js';
import { ProblemError } from './problem.js';

/** Each holds a page in memory and asks the database for the next one: so many at a time, of one service in one process. */
const DOWNLOADS_MAX = 8;
/** A reader who takes nothing for so long is not waited for. */
const STALLED_MS = 120_000;

/** The query of every export; extend it with the export's own criteria. */
export class ExportQuery {
  @IsOneOf(TABLE_FORMATS, {
    optional: true,
    description: 'How the rows are written; unless told, as `Accept` says, and CSV where both are taken.',
  })
  readonly format?: TableFormat;
}

/** Documents an export, and that its rows come in either format. */
export const ApiTable = (): MethodDecorator =>
  ApiOkResponse({
    description: 'All rows within reach, the first line with the names of the columns in the reader’s language.',
    content: {
      [MEDIA_TYPES.csv]: { schema: { type: 'string' } },
      [MEDIA_TYPES.xlsx]: { schema: { type: 'string', format: 'binary' } },
    },
  });

/** What is sent as a file: pages, and how they are written. */
type Download<Page> = {
  readonly name: string;
  readonly type: string;
  readonly pages: AsyncIterable<Page>;
  readonly written: (pages: AsyncIterable<Page>) => AsyncIterable<string | Uint8Array>;
};

/**
 * Answers a table in the format that was asked for, as `sendDownload` does.
 * @throws ProblemError 503 `unavailable`
 */
export const sendTable = async <Row>(
  reply: FastifyReply,
  { pages, ...table }: Table<Row>,
  asked: TableFormat | undefined,
): Promise<void> => {
  const { accept, 'accept-language': language } = reply.request.headers;
  const format = asked ?? (isAcceptable(accept, [MEDIA_TYPES.csv]) ? 'csv' : 'xlsx');
  void reply.header('content-language', localeOf(language)).header('vary', 'accept, accept-language');
  await sendDownload(reply, {
    name: `${table.name}.${format}`,
    type: format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES.xlsx,
    pages,
    written: (rows) => (format === 'csv' ? csvOf : xlsxOf)({ ...table, pages: rows }),
  });
};

/**
 * Sends pages as a file, each when the one before it has been taken. The first is read before anything is said, so that
 * what is away is told as a problem; what fails later cuts the answer off, which tells a reader that it is not whole. A
 * reader who goes away, or who takes nothing for two minutes, ends it.
 * @throws ProblemError 503 `unavailable`, also where too many are being sent
 */
export const sendDownload = async <Page>(
  reply: FastifyReply,
  { name, type, pages, written }: Download<Page>,
): Promise<void> => {
  enter(reply);
  const iterator = pages[Symbol.asyncIterator]();
  reply.raw.once('close', () => void iterator.return?.());
  const stream = Readable.from(written(continued(await iterator.next(), iterator)), { objectMode: false });
  stream.once('error', (error) => new Logger('http').error(`${reply.request.id} was cut off: ${error.message}`));
  reply.raw.once('close', () => stream.destroy());
  reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
  void reply.header('content-type', type).header('content-disposition', dispositionOf(name));
  // A HEAD is told the headers alone, and nothing more is read for it.
  void reply.send(reply.request.method === 'HEAD' ? '' : stream);
};

/** @throws ProblemError 503 `unavailable` */
const enter = ({ raw, server }: FastifyReply): void => {
  const sending = (): number => downloads.get(server) ?? 0;
  if (sending() >= DOWNLOADS_MAX) throw new ProblemError(503, 'unavailable');
  downloads.set(server, sending() + 1);
  raw.once('close', () => downloads.set(server, sending() - 1));
};

const downloads = new WeakMap<object, number>();

/**
 * Pages of which the first has been read. Between two of them everything else has its turn: a database in this process
 * answers at once, and a reader who takes everything at once would leave none.
 */
async function* continued<Page>(first: IteratorResult<Page>, others: AsyncIterator<Page>): AsyncGenerator<Page> {
  for (let next = first; next.done !== true; next = await others.next()) {
    yield next.value;
    await setImmediate();
  }
}

/** RFC 6266: the name of a file that is sent, in ASCII, and as it is. */
export const dispositionOf = (name: string): string =>
  `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
