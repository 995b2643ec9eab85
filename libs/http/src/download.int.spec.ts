import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { Controller, Get, Module, Query, Res } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { ApiTable, ExportQuery, createHttpApp, sendTable } from './index.js';

type Row = { readonly name: string };
/** What the export of a test reads, and what became of it. */
let pages: () => AsyncGenerator<readonly Row[]>;
let asked = 0;
let ended = Promise.withResolvers<void>();

const told = async function* (): AsyncGenerator<readonly Row[]> {
  try {
    for await (const page of pages()) {
      asked += 1;
      yield page;
    }
  } finally {
    ended.resolve();
  }
};

@Controller('exports')
class ExportController {
  @Get('things')
  @ApiTable()
  async things(@Query() { format }: ExportQuery, @Res() reply: FastifyReply): Promise<void> {
    const columns = [{ header: 'Имя', kind: 'text', of: ({ name }: Row) => name }] as const;
    await sendTable(reply, { name: 'Вещи', columns, pages: told() }, format);
  }
}
@Module({ controllers: [ExportController] })
class Things {}

let app: NestFastifyApplication;
let url: string;
beforeEach(async () => {
  [asked, ended] = [0, Promise.withResolvers<void>()];
  app = await createHttpApp(Things, { title: 'Things', description: '', access: 'open', logger: false });
  await app.listen(0, '127.0.0.1');
  url = `${await app.getUrl()}/exports/things`;
});
afterEach(() => app.close());

const two = async function* (): AsyncGenerator<readonly Row[]> {
  yield [{ name: 'a' }];
  yield [{ name: '=b' }];
};
const endless = async function* (): AsyncGenerator<readonly Row[]> {
  for (;;) yield Array.from({ length: 1000 }, () => ({ name: 'x'.repeat(100) }));
};
/** An answer of which nothing is read until the test does, on a connection of its own. */
const opened = async (query = '', method = 'GET', headers: Record<string, string> = {}): Promise<IncomingMessage> => {
  const asking = request(`${url}${query}`, { agent: false, method, headers }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return answer.pause();
};
const read = async (answer: IncomingMessage): Promise<string> =>
  Buffer.concat((await answer.toArray()) as Buffer[]).toString();
const typeOf = async (answer: IncomingMessage): Promise<unknown> =>
  (JSON.parse(await read(answer)) as { type: unknown }).type;

describe('an export', () => {
  beforeEach(() => {
    pages = two;
  });

  it('is a file of its format, which `Accept` chooses as well', async () => {
    const headersFor = async (query: string, accept: string) => {
      const answer = await opened(query, 'GET', { accept });
      await read(answer);
      return [answer.headers['content-type'], answer.headers['content-disposition']];
    };
    const csv = [
      'text/csv; charset=utf-8',
      `attachment; filename="____.csv"; filename*=UTF-8''%D0%92%D0%B5%D1%89%D0%B8.csv`,
    ];
    const xlsx = [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      `attachment; filename="____.xlsx"; filename*=UTF-8''%D0%92%D0%B5%D1%89%D0%B8.xlsx`,
    ] as const;
    expect(await headersFor('', '*/*')).toEqual(csv);
    expect(await headersFor('', xlsx[0])).toEqual(xlsx);
    expect(await headersFor('?format=xlsx', '*/*')).toEqual(xlsx);
    expect(await typeOf(await opened('?format=pdf'))).toBe('/problems/invalid-request');
    expect(await typeOf(await opened('', 'GET', { accept: 'application/pdf' }))).toBe('/problems/not-acceptable');
    expect(await read(await opened())).toBe("Имя\r\na\r\n'=b\r\n");
  });

  it('tells a HEAD the headers, and reads no more than the first page for it', async () => {
    pages = endless;
    const answer = await opened('', 'HEAD');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    await ended.promise;
    expect(asked).toBe(1);
  });

  it('whose first page cannot be read is a problem', async () => {
    pages = async function* () {
      yield* await Promise.reject<Row[][]>(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
    };
    const answer = await opened();
    expect([answer.statusCode, await typeOf(answer)]).toEqual([503, '/problems/unavailable']);
  });

  it.each(['csv', 'xlsx'])(
    'whose later page cannot be read is cut off, so that it is not taken for whole: %s',
    async (format) => {
      pages = async function* () {
        yield* two();
        throw new Error('gone');
      };
      await expect(read(await opened(`?format=${format}`))).rejects.toThrow('aborted');
    },
  );

  it.each(['csv', 'xlsx'])('reads no further than its reader does, and ends when he goes: %s', async (format) => {
    pages = endless;
    const answer = await opened(`?format=${format}`);
    // What the sockets, the pipe and the compression hold; the source is endless.
    await quiet(() => asked);
    expect(asked).toBeLessThan(2000);
    answer.destroy();
    await ended.promise;
  });

  // What a database in this process answers is there at once, so the pages of a whole export were read before anybody else
  // was answered, its own reader included.
  it('whose pages are there at once lets everything else have its turn between them', async () => {
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    pages = async function* () {
      setImmediate(count);
      for (let page = 0; page < 50; page++) yield [{ name: 'x' }];
      isOver = true;
    };
    await read(await opened());
    expect(turns).toBeGreaterThan(40);
  });

  it('that finds too many at work is asked to come again', async () => {
    pages = endless;
    const open = await Promise.all(Array.from({ length: 8 }, () => opened()));
    const answer = await opened();
    expect([answer.statusCode, answer.headers['retry-after'], await typeOf(answer)]).toEqual([
      503,
      '1',
      '/problems/unavailable',
    ]);
    for (const one of open) one.destroy();
    pages = two;
    for (let text = ''; !text.startsWith('Имя');) text = await read(await opened());
  });
});

/** Resolves when a number has stayed the same through many turns of the event loop. */
const quiet = async (number: () => number): Promise<void> => {
  for (let [same, last] = [0, -1]; same < 5000; last = number()) {
    await new Promise((resolve) => setImmediate(resolve));
    same = number() === last ? same + 1 : 0;
  }
};
