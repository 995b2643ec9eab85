import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildImage, entriesOf, repository, runIn, type Image } from '../deploy/image.js';
import { mains } from '../deploy/mains.js';
import { removeTempFolders, tempFolder } from '../support/temp-folder.js';

type Lock = {
  readonly packages: Readonly<Record<string, Partial<Record<'dev' | 'optional' | 'devOptional', boolean>>>>;
};

// The steps of the Dockerfile, taken without Docker: `npm ci` and the build run as they would there.
describe('the image', () => {
  let image: Image;
  let made: ReadonlyMap<string, string>;
  beforeAll(async () => {
    image = await buildImage(await tempFolder());
    made = await entriesOf(image);
  });
  afterAll(removeTempFolders);

  it('holds the packages that run, and neither tests nor a second Node', () => {
    const { packages } = JSON.parse(readFileSync(`${repository}package-lock.json`, 'utf8')) as Lock;
    const isHere = (path: string): boolean => made.has(`app/${path}`);
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    const isLeftOut = ([, { dev, optional, devOptional }]: (typeof locked)[number]): boolean =>
      (dev ?? optional ?? devOptional) === true;
    expect(locked.filter((one) => isLeftOut(one) === isHere(one[0])).map(([path]) => path)).toEqual([]);
    expect([...made.keys()].filter((path) => /^app\/dist\/.*(\.spec|testing)\.js$|bin\/node$/.test(path))).toEqual([
      'usr/local/bin/node',
    ]);
  });

  it.each([...mains()])('starts %s, which names all that it lacks', async (_, { file, requires }) => {
    const [node = ''] = image.command;
    const { code, stdout, stderr } = await runIn(image, [node, file], {});
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.match(/^ +\w+: is missing$/gm)?.map((line) => line.trim().split(':', 1)[0])).toEqual([...requires]);
  });

  it('refuses a clock that can be set', async () => {
    const { code, stderr } = await runIn(image, image.command, { CLOCK: 'settable' });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('CLOCK: a settable clock is refused'),
    });
  });

  it('runs one of the services unless told', () => {
    expect(image.command).toEqual(['node', mains().get('catalog')?.file]);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('is %i at /health/live: the health check ends with %i', async (status, code) => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, reply) => {
      asked.push(url);
      reply.writeHead(status).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const check = await runIn(image, image.healthcheck, { PORT: String(port) });
    server.close();
    expect({ asked, code: check.code }).toEqual({ asked: ['/health/live'], code });
  });

  it('has written nothing', async () => {
    expect(await entriesOf(image)).toEqual(made);
  });
});
