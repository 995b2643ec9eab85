import type { SourceFile } from './tidy.js';

/**
 * Words that a stranger must have explained. They came into names, comments and documents as nicknames for parts of
 * tests or as figures of speech; the plain word says the same at once.
 */
export const nicknames: readonly { readonly word: RegExp; readonly instead: string }[] = [
  { word: /\bstorms?\b/, instead: 'what is sent: bad requests, random requests' },
  { word: /\b(story|stories)\b/, instead: 'a history, a case' },
  { word: /\b(testimony|testimonies)\b/, instead: 'what was read: the contents of a topic' },
  { word: /\bwitness(es)?\b/, instead: 'who it is: an auditor, another consumer' },
  { word: /\bmortals?\b/, instead: 'killable' },
  { word: /\bstag(e|es|ing)\b/, instead: 'what it is: an installation, a test cluster' },
  { word: /\bsentences\b/, instead: 'phrases, lines' },
  { word: /\b(strike|strikes|striking)\b/, instead: 'close, remove' },
  { word: /\bground\b/, instead: 'what something runs on, or rests on' },
  { word: /\bdrawers?\b/, instead: 'a catch-all folder' },
  { word: /\b(the|this|our) house\b|\bhouse rules?\b/, instead: 'the layout, the repository, the rules' },
  { word: /\b(theatre|puppets?|ghosts?|zombies?|oracles?|gremlins?|saboteurs?|chaos)\b/, instead: 'what it does' },
];

const PROSE_AND_CODE = /^(apps|libs|test|deploy)\/.*\.[cm]?[jt]s$|\.md$/;
/** The rule and its red samples name what they forbid. */
const THE_RULE = /^test\/architecture\/(nicknames|tidy\.spec)\.ts$/;

/** A Dockerfile has stages; its own word. */
const STAGES_OF_DOCKER = /^test\/deploy\//;

/** Nicknames in the path, the names, the comments and the prose of a file: `path:line nickname: what to write`. */
export const nicknamesIn = ({ path, text }: SourceFile): readonly string[] => {
  if (!PROSE_AND_CODE.test(path) || THE_RULE.test(path)) return [];
  const looked = nicknames.filter(({ word }) => !(STAGES_OF_DOCKER.test(path) && word.test('stage')));
  const faultsAt = (place: string, words: string): readonly string[] =>
    looked.flatMap(({ word, instead }) => (word.test(words) ? [`${place} nickname: write ${instead}`] : []));
  return [
    ...faultsAt(path, wordsOf(path)),
    ...text.split('\n').flatMap((line, index) => faultsAt(`${path}:${index + 1}`, wordsOf(line))),
  ];
};

/** A line in small letters, its names taken apart: `openTestCluster` is three words. */
const wordsOf = (line: string): string =>
  line
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
