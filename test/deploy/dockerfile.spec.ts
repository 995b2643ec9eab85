import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { dockerfileFaults, dockerfileRules, ignoring, parseDockerfile, settingsOf } from './dockerfile.js';
import { mains } from './mains.js';

const root = new URL('../../', import.meta.url).pathname;
const at = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const text = at('deploy/Dockerfile');
const isIgnored = ignoring(at('.dockerignore'));
const { dependencies } = JSON.parse(at('package.json')) as { dependencies: { node: string } };
const surroundings = {
  bases: [`node:${dependencies.node}-slim`],
  exists: (path: string) => existsSync(`${root}${path}`),
  isIgnored,
};

describe('the Dockerfile', () => {
  it('keeps the rules', () => expect(dockerfileFaults(text, surroundings)).toEqual([]));

  it('sets only what the services or Node read', () => {
    const known = new Set([...mains().values()].flatMap(({ reads }) => [...reads]));
    const set = parseDockerfile(text).flatMap(({ instructions }) =>
      instructions.filter(({ name }) => name === 'ENV').flatMap((one) => Object.keys(settingsOf(one))),
    );
    expect(set.filter((name) => !known.has(name))).toEqual(['NODE_ENV', 'NODE_OPTIONS']);
  });

  const red: readonly (readonly [fault: string, from: string | RegExp, to: string])[] = [
    ['base: node:latest', /FROM node:\S+ AS/, 'FROM node:latest AS'],
    ['base: manifests', 'FROM manifest AS build', 'FROM manifests AS build'],
    ['stage: dist', '--from=build', '--from=dist'],
    ['source: gone.json', 'nest-cli.json', 'gone.json'],
    ['source: README.md', 'nest-cli.json', 'README.md'],
    ['add: https://example.org/libs.tar libs', 'COPY libs libs', 'ADD https://example.org/libs.tar libs'],
    ['exec-form: node dist/main.js', /^CMD .*$/m, 'CMD node dist/main.js'],
    ['exec-form: CMD curl http://127.0.0.1:3000', /CMD \["node", "-e".*$/m, 'CMD curl http://127.0.0.1:3000'],
    ['secret: VAULT_KEY', 'PORT=3000', 'VAULT_KEY=AAAA'],
    ['user: root', 'USER node\n', ''],
    ['user: 0:0', 'USER node', 'USER 0:0'],
    ['production: NODE_ENV', 'NODE_ENV=production', 'NODE_ENV=development'],
    ['missing: CMD', /^CMD .*$/m, ''],
    ['missing: HEALTHCHECK', /^HEALTHCHECK .*\n.*$/m, ''],
    ['missing: STOPSIGNAL', 'STOPSIGNAL SIGTERM', ''],
  ];
  it.each(red)('would break %s', (fault, from, to) => {
    expect(dockerfileFaults(text.replace(from, to), surroundings)).toEqual([fault]);
  });
  it('has a red sample for each rule', () => {
    expect(new Set(red.map(([fault]) => fault.split(':', 1)[0]))).toEqual(new Set(dockerfileRules));
  });
});

describe('what the image is built from', () => {
  it.each([
    ['apps/catalog/src/main.ts', false],
    ['package-lock.json', false],
    ['apps/catalog/src/catalog.int.spec.ts', true],
    ['libs/event-store/src/testing.ts', true],
    ['libs/event-store/src/contract/fixtures.ts', true],
    ['deploy/.env', true],
    ['.git/config', true],
    ['node_modules/pg/package.json', true],
    ['samples/minusinsk-2020/children.csv', true],
  ])('%s is left out: %s', (path, expected) => expect(isIgnored(path)).toBe(expected));

  it.each([
    ['COPY <<EOF /app/a\nEOF\n', 'not read'],
    ['ARG VERSION\nFROM node\n', 'not read'],
    ['# syntax=docker/dockerfile:1\nFROM node\n', 'parser directives'],
    ['USER node\n', 'before the first FROM'],
  ])('is never guessed from %j', (odd, why) => expect(() => parseDockerfile(odd)).toThrow(why));
});
