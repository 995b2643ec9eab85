import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { generateApi } from 'swagger-typescript-api';
import type { Document } from './openapi.js';

// Generators write into what they are given, so each has its own copy.

export type Generator = 'openapi-ts' | 'swagger-typescript-api';

/** Generates a client of a document into a folder. */
export const generate = async (generator: Generator, document: Document, folder: string): Promise<void> => {
  switch (generator) {
    case 'openapi-ts':
      await createClient({
        input: { ...structuredClone(document) },
        output: { path: folder },
        logs: { level: 'silent' },
      });
      break;
    case 'swagger-typescript-api':
      mkdirSync(folder, { recursive: true });
      await generateApi({
        spec: { ...structuredClone(document) },
        output: folder,
        fileName: 'client.ts',
        silent: true,
      });
  }
  if (!existsSync(folder)) throw new Error(`${generator} wrote nothing`);
};

/** What the compiler, as strict as it gets, says about the programs of a folder. */
export const compile = (folder: string): string => {
  const settings = {
    compilerOptions: {
      target: 'es2024',
      lib: ['es2024', 'dom', 'dom.iterable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
    },
    include: ['.'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const compiler = new URL('../../node_modules/typescript-native/bin/tsc', import.meta.url).pathname;
  const { stdout, stderr, status } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}exit ${String(status)}`;
};
