import { readFileSync } from 'node:fs';
import { instant } from '@lib/kernel';
import { accountCodec } from '../../apps/certificates/src/account/event-catalogue.js';
import { postings, type AccountEvent } from '../../apps/certificates/src/account/domain/events.js';
import { limitCodec } from '../../apps/certificates/src/limit/limit.codec.js';
import { numberCodec } from '../../apps/certificates/src/number/number.codec.js';
import { periodCodec, programmeCodec } from '../../apps/certificates/src/programme/programme.codec.js';
import { explain } from '../../apps/certificates/src/statement/domain/explanation.js';
import { textOf } from '../../apps/certificates/src/statement/statement.words.js';
import { messageOfSample, type Sample } from './account-messages.js';
import { typeOf } from './samples.js';

type Versions = Readonly<Record<string, readonly { readonly type: string; readonly version: number }[]>>;

export const eventsDocument = new URL('../../docs/events.md', import.meta.url).pathname;

const samplesIn = (path: string): readonly Sample[] =>
  JSON.parse(
    readFileSync(new URL(`../../apps/certificates/src/${path}`, import.meta.url), 'utf8'),
  ) as readonly Sample[];

/** docs/events.md: every event that the ledger stores, from the code that reads and books it and from its frozen samples. */
export const eventsPage = async (): Promise<string> =>
  [
    '# The events of the ledger',
    '',
    'Written by `npm run events` from the code; a test compares. What is stored keeps its bytes, its name and its hash for ever: a new shape is a new version, and every older one is upgraded when it is read. A type or a version that a build does not know was written by a newer one; that build waits, as for an outage, until it is upgraded.',
    '',
    'Amounts are whole numbers of the `unit` that the certificate states. Version 1 had kopecks only, and said so in the names of its fields.',
    '',
    '## Events of an account',
    '',
    'In the stream `account-<holder>`. Each is one message of `certificates.accounts.v1` and one entry of the statement; what moves money is a double entry whose lines sum to zero.',
    '',
    ...(await accountEvents()),
    '## Other streams',
    '',
    ...others('Limits of a financing programme, `limit-<financing programme>`', limitCodec.versions, [
      ...samplesIn('limit/samples/limit-events.v2.json'),
      ...samplesIn('limit/samples/limit-changes.v1.json'),
    ]),
    ...others(
      'Certificate numbers of a region, `numbers-<region>`',
      numberCodec.versions,
      samplesIn('number/samples/number-events.v1.json'),
    ),
    ...others(
      'Financing programmes, `programme-<financing programme>`',
      programmeCodec.versions,
      samplesIn('programme/samples/programme-events.v2.json'),
    ),
    ...others(
      'Periods of a municipality, `periods-<municipality>`',
      periodCodec.versions,
      samplesIn('programme/samples/period-events.v1.json'),
    ),
  ].join('\n');

const accountEvents = async (): Promise<readonly string[]> => {
  const samples = samplesIn('account/samples/account-events.json');
  const sections = await Promise.all(
    Object.keys(accountCodec.versions).map(async (type) => {
      const sample = sampleOf(samples, accountCodec.versions, type);
      const event = accountCodec.decode(sample);
      return [
        `### ${type}`,
        '',
        ...history(accountCodec.versions, type),
        `Message: \`${typeOf(await messageOfSample(sample))}\`. Statement: «${wordsOf(event, 'ru')}» · ${wordsOf(event, 'en')}`,
        '',
        ...block(sample),
        ...postingTable(event),
      ];
    }),
  );
  return sections.flat();
};

const others = (title: string, versions: Versions, samples: readonly Sample[]): readonly string[] => [
  `### ${title}`,
  '',
  ...Object.keys(versions).flatMap((type) => {
    const sample = sampleOf(samples, versions, type);
    return [`**${type}**`, '', ...history(versions, type), ...block(sample)];
  }),
];

const sampleOf = (samples: readonly Sample[], versions: Versions, type: string): Sample => {
  const sample = samples.find((one) => one.type === type && one.version === versions[type]?.length);
  if (!sample) throw new Error(`${type} has no frozen sample of its last version`);
  return sample;
};

const history = (versions: Versions, type: string): readonly string[] => {
  const all = versions[type] ?? [];
  const older = all.slice(0, -1).map(({ type: name, version }) => `\`${name}\` version ${version}`);
  return [`Version ${all.length}${older.length > 0 ? `; before it ${older.join(', ')}` : ''}.`, ''];
};

const block = ({ data }: Sample): readonly string[] => ['```json', JSON.stringify(data, null, 2), '```', ''];

const postingTable = (event: AccountEvent): readonly string[] => {
  const lines = postings(event);
  if (lines.length === 0) return ['Moves no money.', ''];
  return [
    '| account | amount |',
    '| --- | ---: |',
    ...lines.map(({ account, kopecks }) => `| \`${account}\` | ${kopecks} |`),
    '',
  ];
};

const wordsOf = (event: AccountEvent, locale: 'ru' | 'en'): string => {
  const entry = { event, revision: 0, recordedAt: RECORDED_AT };
  return textOf(explain([entry], 'enrolment')(entry).says, locale);
};

const RECORDED_AT = instant('2019-09-06T09:00:00Z');
