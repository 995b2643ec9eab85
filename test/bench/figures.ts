import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Rate } from './rate.js';

type Figure = {
  readonly work: string;
  readonly figure: number;
  readonly unit: string;
  /** What the same machine does in the same run without the ledger, where there is such a thing. */
  readonly limit: { readonly work: string; readonly figure: number } | undefined;
  readonly tookMs: readonly number[];
};

/** The figures of one run, each beside its limit: told as they come, and at the end as a table, a chart and the raw samples. */
export class Figures {
  private readonly all: Figure[] = [];
  private readonly began = new Date();

  constructor(private readonly name: string) {}

  /** How many a second. @param limit the name of an earlier figure of this run */
  rate(work: string, { perSecond, tookMs }: Rate, limit?: string): number {
    return this.add({ work, figure: perSecond, unit: '/s', tookMs }, limit);
  }

  /** A time, a size or a count. @param tookMs what it was taken from */
  measure(work: string, figure: number, unit: string, limit?: string, tookMs: readonly number[] = []): number {
    return this.add({ work, figure, unit, tookMs }, limit);
  }

  /** Writes table, chart and samples into a folder of this run, and tells the table. */
  async end(): Promise<void> {
    const stamp = this.began.toISOString().replaceAll(/[:.]/g, '-');
    const folder = join(process.env['BENCH_FOLDER'] ?? tmpdir(), `bench-${this.name}-${stamp}`);
    await mkdir(folder, { recursive: true });
    const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
    const table = this.table();
    await writeFile(join(folder, 'samples.json'), JSON.stringify({ began: this.began, machine, figures: this.all }));
    await writeFile(join(folder, 'table.md'), table);
    await writeFile(join(folder, 'chart.svg'), this.chart());
    console.log(`\n${machine}, ${this.began.toISOString()}\n\n${table}\ntable, chart and samples: ${folder}`);
  }

  private add(figure: Omit<Figure, 'limit'>, limitWork?: string): number {
    const limit = this.all.find(({ work }) => work === limitWork);
    if (limitWork !== undefined && !limit) throw new Error(`no limit ${limitWork} was measured`);
    const whole = { ...figure, limit: limit && { work: limit.work, figure: limit.figure } };
    this.all.push(whole);
    console.log(cellsOf(whole).join('  '));
    return figure.figure;
  }

  private table(): string {
    const rows = [
      ['work', 'reached', 'limit in the same run', 'ratio', 'p50, ms', 'p99, ms'],
      ...this.all.map(cellsOf),
    ];
    const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
    const line = (row: readonly string[]): string =>
      `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
    const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
    return `${[line(rows[0] ?? []), rule, ...rows.slice(1).map(line)].join('\n')}\n`;
  }

  /** The ratios to the limits, as bars. */
  private chart(): string {
    const bars = this.all.filter(({ limit }) => limit);
    const most = Math.max(1, ...bars.map((bar) => ratioOf(bar) ?? 0));
    const rows = bars.map((bar, index) => {
      const [ratio, y] = [ratioOf(bar) ?? 0, 36 + index * 18];
      return (
        `<text x="300" y="${y + 11}" text-anchor="end">${bar.work.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>` +
        `<rect x="306" y="${y}" width="${((ratio / most) * 420).toFixed(1)}" height="13" fill="#1b6ca8"/>` +
        `<text x="${(312 + (ratio / most) * 420).toFixed(1)}" y="${y + 11}">${ratio.toFixed(2)}</text>`
      );
    });
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 ${50 + bars.length * 18}" font-family="sans-serif" font-size="11">`,
      `<rect width="100%" height="100%" fill="#ffffff"/>`,
      `<text x="306" y="18" font-weight="bold">${this.name}: ratio to the limit measured in the same run</text>`,
      ...rows,
      '</svg>\n',
    ].join('\n');
  }
}

const ratioOf = ({ figure, limit }: Figure): number | undefined => limit && figure / limit.figure;

const told = (figure: number): string =>
  figure < 100 ? figure.toFixed(2) : Math.round(figure).toLocaleString('en').replaceAll(',', ' ');

/** The value below which such a share of them lies; NaN of none. */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

const toldQuantile = (values: readonly number[], share: number): string =>
  values.length === 0 ? '' : quantile(values, share).toFixed(2);

const cellsOf = (one: Figure): readonly string[] => [
  one.work,
  `${told(one.figure)} ${one.unit}`,
  one.limit ? `${told(one.limit.figure)} ${one.unit}, ${one.limit.work}` : '',
  ratioOf(one)?.toFixed(2) ?? '',
  toldQuantile(one.tookMs, 0.5),
  toldQuantile(one.tookMs, 0.99),
];
