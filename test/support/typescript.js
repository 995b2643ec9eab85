import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

// `node --import ./test/support/typescript.js program.ts` runs the tests, or a program of theirs, from the sources,
// compiled with the settings of the build.
const root = new URL('../../', import.meta.url);
const settingsIn = (file) => {
  const { $schema: _, module: __, ...settings } = JSON.parse(readFileSync(new URL(file, root), 'utf8'));
  delete settings.jsc.baseUrl;
  return settings;
};
const settings = { ts: settingsIn('.swcrc'), tsx: settingsIn('apps/portal/.swcrc') };

const isSource = (url) => /\.tsx?(\?|$)/.test(url ?? '');
/** What an import of `./name.js` means among sources. */
const sourceOf = (specifier, parent) => {
  const name = /^(\.{1,2}\/.*)\.js$/.exec(specifier)?.[1];
  if (name === undefined) return specifier;
  return existsSync(new URL(`${name}.tsx`, parent)) ? `${name}.tsx` : `${name}.ts`;
};
const jestGlobalsFor = (importer) =>
  importer.includes('.spec.ts')
    ? new URL(`jest-globals-of-spec.js?${encodeURIComponent(importer)}`, import.meta.url)
    : new URL('jest-globals.js', import.meta.url);

registerHooks({
  resolve: (specifier, context, next) => {
    if (!isSource(context.parentURL)) return next(specifier, context);
    if (specifier === '@jest/globals') return next(jestGlobalsFor(context.parentURL).href, context);
    const lib = /^@lib\/([^/]+)(\/testing)?$/.exec(specifier);
    if (lib) return next(new URL(`libs/${lib[1]}/src/${lib[2] ? 'testing' : 'index'}.ts`, root).href, context);
    return next(sourceOf(specifier, context.parentURL), context);
  },
  load: (url, context, next) => {
    if (!isSource(url)) return next(url, context);
    const filename = fileURLToPath(new URL(url));
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...(filename.endsWith('.tsx') ? settings.tsx : settings.ts),
      filename,
      sourceMaps: 'inline',
      swcrc: false,
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
