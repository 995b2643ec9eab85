/** One instruction of a Dockerfile. */
export type Instruction = {
  readonly name: string;
  /** `--from=build` is `from: build`. */
  readonly flags: Readonly<Record<string, string>>;
  /** The words of its arguments; the list itself in exec form. */
  readonly words: readonly string[];
  readonly isExec: boolean;
  readonly text: string;
};

export type Stage = {
  readonly name: string | undefined;
  /** The image or the earlier stage it starts from. */
  readonly base: string;
  readonly instructions: readonly Instruction[];
};

/** The stages of a Dockerfile. @throws SyntaxError for what is not read here: here-documents, ARG, parser directives */
export const parseDockerfile = (text: string): readonly Stage[] => {
  const stages: (Stage & { readonly instructions: Instruction[] })[] = [];
  if (/^# *(syntax|escape|check) *=/.test(text)) throw new SyntaxError('parser directives are not read');
  const lines = text.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n/g, ' ');
  for (const line of lines.split('\n').filter((candidate) => candidate.trim() !== '')) {
    const instruction = instructionOf(line);
    if (instruction.name === 'FROM') {
      const [base = '', as, name] = instruction.words;
      stages.push({ base, name: as === undefined ? undefined : name, instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    if (!stage) throw new SyntaxError(`${instruction.name} stands before the first FROM`);
    stage.instructions.push(instruction);
  }
  return stages;
};

const instructionOf = (line: string): Instruction => {
  const [, name = '', rest = ''] = /^\s*([A-Za-z]+)\s+(.*?)\s*$/.exec(line) ?? [];
  if (!KNOWN.has(name.toUpperCase()) || rest.includes('<<')) throw new SyntaxError(`not read: ${line}`);
  const [options = ''] = /^(--\S+\s+)*/.exec(rest) ?? [];
  const flags = Object.fromEntries(
    [...options.matchAll(/--([\w-]+)=(\S+)/g)].map(([, flag = '', value = '']) => [flag, value]),
  );
  const text = rest.slice(options.length);
  const [list] = /\[.*\]$/.exec(text) ?? [];
  const isExec = list !== undefined && /^(CMD\s+)?$/.test(text.slice(0, -list.length));
  const words = isExec ? (JSON.parse(list) as string[]) : text.split(/\s+/);
  return { name: name.toUpperCase(), flags, words, isExec, text };
};

const KNOWN = new Set(
  'FROM ADD CMD COPY ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL RUN STOPSIGNAL USER WORKDIR'.split(' '),
);

/** `NAME=value …` of an ENV. */
export const settingsOf = ({ words }: Instruction): Readonly<Record<string, string>> =>
  Object.fromEntries(words.map((word) => [word.split('=', 1)[0] ?? '', word.slice(word.indexOf('=') + 1)]));

/** Whether a .dockerignore keeps `path`, relative to the context, out of it. The last pattern that matches decides. */
export const ignoring = (dockerignore: string): ((path: string) => boolean) => {
  const patterns = dockerignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ ignores: !line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => patterns.findLast(({ pattern }) => pattern.test(path))?.ignores ?? false;
};

// A pattern that matches a folder matches what lies in it.
const patternOf = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replaceAll(/[.+^$()|[\]{}\\]/g, String.raw`\$&`)
      .replaceAll('**/', '<any>')
      .replaceAll('*', '[^/]*')
      .replaceAll('<any>', '(.*/)?')}(/.*)?$`,
  );

/** What an image is judged by beside its Dockerfile. */
export type Surroundings = {
  /** The base images that are meant. */
  readonly bases: readonly string[];
  readonly exists: (path: string) => boolean;
  readonly isIgnored: (path: string) => boolean;
};

type Dockerfile = {
  readonly stages: readonly Stage[];
  /** Every instruction, with the stages that stand before it. */
  readonly steps: readonly { readonly step: Instruction; readonly earlier: readonly (string | undefined)[] }[];
  /** Of the stage that becomes the image. */
  readonly last: readonly Instruction[];
};

/** By the name of each rule, what breaks it. */
const rules: Readonly<Record<string, (file: Dockerfile, around: Surroundings) => readonly string[]>> = {
  base: ({ stages }, { bases }) =>
    stages
      .filter(({ base }, at) => !bases.includes(base) && !stages.slice(0, at).some(({ name }) => name === base))
      .map(({ base }) => base),
  stage: ({ steps }) =>
    steps.flatMap(({ step: { flags }, earlier }) =>
      flags['from'] === undefined || earlier.includes(flags['from']) ? [] : [flags['from']],
    ),
  source: ({ steps }, { exists, isIgnored }) =>
    steps
      .filter(({ step }) => step.name === 'COPY' && step.flags['from'] === undefined)
      .flatMap(({ step }) => step.words.slice(0, -1))
      .filter((path) => !exists(path) || isIgnored(path)),
  add: ({ steps }) => steps.filter(({ step }) => step.name === 'ADD').map(({ step }) => step.text),
  'exec-form': ({ steps }) =>
    steps
      .filter(({ step }) => ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(step.name) && !step.isExec)
      .map(({ step }) => step.text),
  secret: ({ steps }) =>
    steps
      .filter(({ step }) => step.name === 'ENV')
      .flatMap(({ step }) => Object.keys(settingsOf(step)))
      .filter((name) => /PASSWORD|SECRET|TOKEN|KEY|_URL$/.test(name)),
  user: ({ last }) => {
    const user = last.findLast(({ name }) => name === 'USER')?.words[0] ?? 'root';
    return /^(root|0)(:|$)/.test(user) ? [user] : [];
  },
  production: ({ last }) =>
    last.some((step) => step.name === 'ENV' && settingsOf(step)['NODE_ENV'] === 'production') ? [] : ['NODE_ENV'],
  missing: ({ last }) =>
    ['CMD', 'HEALTHCHECK', 'STOPSIGNAL'].filter((wanted) => !last.some(({ name }) => name === wanted)),
};

export const dockerfileRules = Object.keys(rules);

/** Faults of a Dockerfile, each `rule: what breaks it`. */
export const dockerfileFaults = (text: string, around: Surroundings): readonly string[] => {
  const stages = parseDockerfile(text);
  const steps = stages.flatMap(({ instructions }, at) =>
    instructions.map((step) => ({ step, earlier: stages.slice(0, at).map(({ name }) => name) })),
  );
  const file = { stages, steps, last: stages.at(-1)?.instructions ?? [] };
  return Object.entries(rules).flatMap(([rule, offenders]) =>
    offenders(file, around).map((what) => `${rule}: ${what}`),
  );
};
