import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { removeTempFolders, tempFolder } from '../../../../test/support/temp-folder.js';
import { FileMoved, LineFile } from './line-file.js';

describe('a file of lines', () => {
  let path: string;
  beforeEach(async () => {
    path = join(await tempFolder(), 'lines');
  });
  afterAll(removeTempFolders);

  const backwards = async (): Promise<readonly string[]> => {
    const file = await LineFile.open(path);
    const lines = await Array.fromAsync(file.backwards());
    await file.close();
    return lines;
  };
  const append = async (line: string): Promise<void> => {
    const file = await LineFile.open(path);
    file.append(line);
    await file.close();
  };

  it('begins empty, and keeps what is added', async () => {
    expect(await backwards()).toEqual([]);
    await append('one');
    await append('two');
    expect(await readFile(path, 'utf8')).toBe('one\ntwo\n');
    expect(await backwards()).toEqual(['two', 'one']);
  });

  it('is read from its end, however long a line is', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `${index}`.padEnd(index * 5_000, 'я'));
    await writeFile(path, `${lines.join('\n')}\n`);
    expect(await backwards()).toEqual(lines.toReversed());
  });

  it('leaves what a crash has left, and begins anew behind it', async () => {
    await writeFile(path, 'one\ntw');
    expect(await backwards()).toEqual(['tw', 'one']);
    await append('two');
    expect(await readFile(path, 'utf8')).toBe('one\ntw\ntwo\n');
  });

  it('takes nothing where another has written meanwhile', async () => {
    const file = await LineFile.open(path);
    file.append('one');
    await appendFile(path, 'another\n');
    expect(() => file.append('two')).toThrow(FileMoved);
    expect(await readFile(path, 'utf8')).toBe('one\nanother\n');
    await file.close();
  });
});
