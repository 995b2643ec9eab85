import type { Sample } from './sampler.js';

const MIB = 2 ** 20;
/** The first fifth of a run fills pools, caches and tables; what the second fifth had is compared with the last. */
const BEGIN = [0.2, 0.4] as const;
const END = [0.8, 1] as const;

/** So much more, in ratio and in itself, is growth. */
const MEMORY = { ratio: 1.25, more: 48 * MIB };
const HEAP = { ratio: 1.5, more: 24 * MIB };
const CONNECTIONS = { ratio: 1.25, more: 10 };
const ROWS_OF_A_REQUEST = { ratio: 1.25, more: 0 };
const BYTES_OF_A_ROW = { ratio: 1.5, more: 0 };
/** Smaller tables are not looked at: their size is that of their pages. */
const TABLE_ROWS_MIN = 1_000;
const TABLE_BYTES_MIN = 2 * MIB;

type Limit = { readonly ratio: number; readonly more: number };

/**
 * What grew beyond the data while an installation worked evenly; nothing in a sound run. By the median of the last fifth
 * of the run against that of the second: the memory (RSS and heap) of each process of a service, the connections to
 * PostgreSQL, the rows of a table for each request answered by then, and the bytes of a table for each row. A table that was
 * empty at first, such as a cache that is not filled before there is much, is judged by its bytes alone. Brokers are bounded by
 * their heap and are not judged.
 */
export const growthIn = (samples: readonly Sample[]): readonly string[] => {
  const [begin, end] = [part(samples, BEGIN), part(samples, END)];
  const compared = (
    what: string,
    unit: number,
    read: (sample: Sample) => number | undefined,
    limit: Limit,
  ): string[] => {
    const [before, after] = [median(begin, read), median(end, read)];
    if (before === undefined || after === undefined || before === 0) return [];
    if (after <= before * limit.ratio || after <= before + limit.more) return [];
    return [`${what}: ${(before / unit).toFixed(1)} → ${(after / unit).toFixed(1)}`];
  };
  const services = new Set(end.flatMap(({ processes }) => processes.map(({ name }) => name)).filter(isService));
  const tables = new Set(end.flatMap(({ tables: all = [] }) => all.filter(isLarge).map(({ name }) => name)));
  return [
    ...[...services].flatMap((name) => [
      ...compared(`memory of ${name}, MiB`, MIB, (sample) => processOf(sample, name)?.rssBytes, MEMORY),
      ...compared(`heap of ${name}, MiB`, MIB, (sample) => processOf(sample, name)?.heapBytes, HEAP),
    ]),
    ...compared('connections to PostgreSQL', 1, ({ connections }) => connections, CONNECTIONS),
    ...[...tables].flatMap((name) => [
      ...compared(
        `rows of ${name} for a request`,
        1,
        (sample) => ratio(tableOf(sample, name)?.rows, sample.answered),
        ROWS_OF_A_REQUEST,
      ),
      ...compared(
        `bytes of ${name} for a row`,
        1,
        (sample) => ratio(tableOf(sample, name)?.bytes, tableOf(sample, name)?.rows),
        BYTES_OF_A_ROW,
      ),
    ]),
  ];
};

const isService = (name: string): boolean => !name.startsWith('kafka-');
const isLarge = ({ rows, bytes }: { rows: number; bytes: number }): boolean =>
  rows >= TABLE_ROWS_MIN || bytes >= TABLE_BYTES_MIN;
const processOf = ({ processes }: Sample, name: string) => processes.find((process) => process.name === name);
const tableOf = ({ tables }: Sample, name: string) => tables?.find((table) => table.name === name);
const ratio = (of: number | undefined, to: number | undefined): number | undefined =>
  of === undefined || !to ? undefined : of / to;

const part = (samples: readonly Sample[], [from, to]: readonly [number, number]): readonly Sample[] =>
  samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to));

const median = (samples: readonly Sample[], read: (sample: Sample) => number | undefined): number | undefined => {
  const found = samples.flatMap((sample) => read(sample) ?? []).sort((a, b) => a - b);
  return found[Math.floor(found.length / 2)];
};
