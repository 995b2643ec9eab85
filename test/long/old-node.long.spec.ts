import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from '../support/built-program.js';

const PROGRAMS = [
  'catalog/src/main',
  'enrollment/src/main',
  'certificates/src/main',
  'embedded/src/main',
  'embedded/src/demo',
  'audit/src/main',
];

const SENTENCE =
  /^Нужен Node\.js 26 или новее, а это ([\d.]+): .*\. Node\.js 26 or later is needed, and this is \1: .*\.\n$/;

const said = (node: string, args: readonly string[]): unknown => {
  const { status, stdout, stderr } = spawnSync(node, args, { cwd: repository, encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** A Node of the machine that is older than the one needed. */
const oldNode = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'node'))
  .find(
    (path) =>
      existsSync(path) &&
      Number.parseInt(spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.slice(1), 10) < 26,
  );

// Lost: on the Node 20 of a host every program died with a TypeError of a module deep inside. The tests run on the Node
// that npm brings.
describe('on an older Node', () => {
  const pretend = `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })",
  )}`;

  it.each(PROGRAMS)('%s says which one it needs', (program) => {
    const file = `dist/apps/${program}.js`;
    expect(said(process.execPath, ['--import', pretend, file])).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(SENTENCE),
    });
    if (oldNode)
      expect(said(oldNode, [file])).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(SENTENCE) });
  });
});
