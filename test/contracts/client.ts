import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@hey-api/openapi-ts';
import { format, resolveConfig } from 'prettier';
import { operationsIn, type Document } from './openapi.js';

export const clientFolder = new URL('../../libs/client/src/generated/', import.meta.url).pathname;

/** The files of libs/client/src/generated, made from the documents of docs/openapi by their names. */
export const clientFiles = async (documents: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> => {
  const files = new Map<string, string>();
  for (const [name, text] of documents)
    files.set(name.replace(/json$/, 'ts'), await typesOf(JSON.parse(text) as Document));
  return files;
};

/** The types of a document: what the generator makes of it, and a list of the operations by method and address. */
const typesOf = async (document: Document): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-ledger-client-'));
  try {
    // The generator writes into what it is given.
    await createClient({
      input: { ...structuredClone(document) },
      output: { path: folder },
      plugins: ['@hey-api/typescript'],
      logs: { level: 'silent' },
    });
    const types = await readFile(join(folder, 'types.gen.ts'), 'utf8');
    const text = [
      `// Made by \`npm run openapi\` from docs/openapi. Do not edit.\n`,
      types
        .replace(/^\/\/ This file is auto-generated.*\n/, '')
        .replace(/^export type ClientOptions = [^]*?^\};\n/m, ''),
      '/** What each operation is asked and what it answers, by its method and its address. */',
      'export type Operations = {',
      ...operationsIn(document).map(({ method, path, operation: { operationId } }) => {
        const name = pascalCase(operationId);
        const answers = [`${name}Responses`, `${name}Errors`].filter((one) => types.includes(`export type ${one} `));
        return `'${method} ${path}': { asked: ${name}Data; answers: ${answers.join(' & ')} };`;
      }),
      '};',
    ].join('\n');
    const file = join(clientFolder, 'any.ts');
    return await format(text, { ...(await resolveConfig(file)), filepath: file });
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** `AccountController_account` as the generator names it. */
const pascalCase = (operationId: string): string =>
  operationId.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
