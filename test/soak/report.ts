import type { Minute } from './minutes.js';
import type { Sample } from './sampler.js';

const MIB = 2 ** 20;

type Row = readonly (string | number)[];
const table = (head: readonly string[], rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** What a run came to, as Markdown: by minute, and by process and table at its begin, in its middle and at its end. */
export const reportOf = (minutes: readonly Minute[], samples: readonly Sample[], findings: readonly string[]): string =>
  [
    table(
      ['minute', 'due', 'in vain', 'wrong', 'p50, ms', 'p99, ms', 'longest, ms'],
      minutes.map(({ minute, due, failures, wrong, p50Ms, p99Ms, mostMs }) => [
        minute,
        due,
        failures,
        wrong,
        p50Ms,
        p99Ms,
        mostMs,
      ]),
    ),
    table(['', 'a fifth', 'half', 'end'], [...memoryRows(samples), ...connectionRows(samples), ...tableRows(samples)]),
    findings.map((finding) => `- ${finding}`).join('\n'),
    '',
  ].join('\n\n');

const looks = (samples: readonly Sample[]): readonly Sample[] =>
  [0.2, 0.5, 1].flatMap((share) => samples[Math.min(samples.length - 1, Math.floor(samples.length * share))] ?? []);

const memoryRows = (samples: readonly Sample[]): readonly Row[] => {
  const names = [...new Set(samples.flatMap(({ processes }) => processes.map(({ name }) => name)))].sort();
  return names.map((name) => [
    `${name}, MiB`,
    ...looks(samples).map(({ processes }) => {
      const found = processes.find((process) => process.name === name);
      return found ? Math.round(found.rssBytes / MIB) : '–';
    }),
  ]);
};

const connectionRows = (samples: readonly Sample[]): readonly Row[] => [
  ['connections', ...looks(samples).map(({ connections = '–' }) => connections)],
  ['requests answered', ...looks(samples).map(({ answered }) => answered)],
];

const tableRows = (samples: readonly Sample[]): readonly Row[] => {
  const last = samples.findLast(({ tables }) => tables !== undefined)?.tables ?? [];
  return last
    .filter(({ bytes }) => bytes >= MIB)
    .map(({ name }) => [
      `${name}, rows (MiB)`,
      ...looks(samples).map(({ tables = [] }) => {
        const found = tables.find((one) => one.name === name);
        return found ? `${found.rows} (${(found.bytes / MIB).toFixed(1)})` : '–';
      }),
    ]);
};
