import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

// `node --import ./test/support/typescript.js program.ts` runs a program of the tests from its sources, compiled with
// the settings of the build.
const root = new URL('../../', import.meta.url);
const { $schema: _, module: __, ...settings } = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8'));
delete settings.jsc.baseUrl;

registerHooks({
  resolve: (specifier, context, next) => {
    const lib = /^@lib\/([^/]+)(\/testing)?$/.exec(specifier);
    if (lib) return next(new URL(`libs/${lib[1]}/src/${lib[2] ? 'testing' : 'index'}.ts`, root).href, context);
    const isOurs = context.parentURL?.endsWith('.ts');
    return next(isOurs ? specifier.replace(/^(\.{1,2}\/.*)\.js$/, '$1.ts') : specifier, context);
  },
  load: (url, context, next) => {
    if (!url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...settings,
      filename,
      sourceMaps: 'inline',
      swcrc: false,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
