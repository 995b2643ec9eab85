import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync, type Options } from '@swc/core';

// For `node --import`: programs of the test tree run from the sources, by the compiler and the settings of the build, so
// that what they write does not depend on an old dist/. Node itself strips the types of this file.
const root = new URL('../../', import.meta.url);
const { jsc, module } = JSON.parse(readFileSync(new URL('.swcrc', root), 'utf8')) as Options;
const { baseUrl: _, ...compiler } = jsc ?? {};

registerHooks({
  resolve(specifier, context, nextResolve) {
    const [, name, kit] = /^@lib\/([^/]+)(\/testing)?$/.exec(specifier) ?? [];
    if (name) return nextResolve(new URL(`libs/${name}/src/${kit ? 'testing' : 'index'}.ts`, root).href, context);
    const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return nextResolve(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      jsc: compiler,
      ...(module ? { module } : {}),
      filename,
      configFile: false,
      swcrc: false,
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
