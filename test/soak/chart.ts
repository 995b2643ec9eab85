import type { Minute } from './minutes.js';
import type { Sample } from './sampler.js';

/** What happened at a moment of the run. */
export type Struck = { readonly atMs: number; readonly what: string };

type Line = { readonly name: string; readonly colour: string; readonly points: readonly (readonly [number, number])[] };

const MINUTE_MS = 60_000;
const MIB = 2 ** 20;
const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, PANEL, GAP] = [860, 850, 60, 150, 40, 150, 45] as const;
const COLOURS = ['#1b6ca8', '#c8553d', '#3a7d44', '#8e5ea2', '#b8860b', '#2a9d8f', '#888888', '#aaaaaa', '#cccccc'];
/** More points than this of one line are not told apart. */
const POINTS_MAX = 180;

/** Four charts over the minutes of a run, one below the other: sendings in vain, times, memory, connections. */
export const chartOf = (
  title: string,
  minutes: readonly Minute[],
  samples: readonly Sample[],
  struck: readonly Struck[],
): string => {
  const endMs = Math.max(MINUTE_MS, ...minutes.map(({ minute }) => minute * MINUTE_MS));
  const x = (atMs: number): number => LEFT + (Math.min(atMs, endMs) / endMs) * (WIDTH - LEFT - RIGHT);
  const mid = ({ minute }: Minute): number => (minute - 0.5) * MINUTE_MS;
  const names = [...new Set(samples.flatMap(({ processes }) => processes.map(({ name }) => name)))].sort(
    (a, b) => Number(a.startsWith('kafka-')) - Number(b.startsWith('kafka-')) || a.localeCompare(b),
  );
  const panels = [
    panel(0, 'sendings in vain, by minute', x, [
      { name: 'in vain', colour: '#c8553d', points: minutes.map((one) => [mid(one), one.failures]) },
      { name: 'due', colour: '#888888', points: minutes.map((one) => [mid(one), one.due]) },
    ]),
    panel(1, 'from due to answered, seconds, by minute', x, [
      { name: 'p99', colour: '#c8553d', points: minutes.map((one) => [mid(one), one.p99Ms / 1000]) },
      { name: 'p50', colour: '#1b6ca8', points: minutes.map((one) => [mid(one), one.p50Ms / 1000]) },
    ]),
    panel(
      2,
      'memory (RSS) of each process, MiB',
      x,
      names.map((name, index) => ({
        name,
        colour: COLOURS[index % COLOURS.length] ?? '#000000',
        points: samples.flatMap(({ atMs, processes }) => {
          const found = processes.find((process) => process.name === name);
          return found ? [[atMs, found.rssBytes / MIB] as const] : [];
        }),
      })),
    ),
    panel(3, 'connections to PostgreSQL', x, [
      {
        name: 'connections',
        colour: '#1b6ca8',
        points: samples.flatMap(({ atMs, connections }) =>
          connections === undefined ? [] : [[atMs, connections] as const],
        ),
      },
    ]),
  ];
  const bottom = TOP + 4 * (PANEL + GAP);
  const faults = struck.map(({ atMs }) => `M${x(atMs).toFixed(1)} ${bottom - 16}v8`).join('');
  const every = Math.max(1, Math.round(endMs / MINUTE_MS / 10));
  const ticks = Array.from({ length: Math.floor(endMs / MINUTE_MS / every) + 1 }, (_, index) => index * every);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 18, title, 'font-size="14" font-weight="bold"'),
    ...panels,
    `<path d="${faults}" stroke="#c8553d" fill="none"/>`,
    text(WIDTH - RIGHT + 10, bottom - 8, 'faults'),
    ...ticks.map((minute) => text(x(minute * MINUTE_MS), bottom + 8, `${minute} min`, 'text-anchor="middle"')),
    '</svg>\n',
  ].join('\n');
};

const panel = (row: number, title: string, x: (atMs: number) => number, lines: readonly Line[]): string => {
  const top = TOP + row * (PANEL + GAP);
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(([, value]) => value)));
  const y = (value: number): number => top + PANEL - (value / most) * (PANEL - 20);
  return [
    text(LEFT, top + 8, title, 'font-weight="bold"'),
    `<path d="M${LEFT} ${top + 20}V${top + PANEL}H${WIDTH - RIGHT}" stroke="#444444" fill="none"/>`,
    text(LEFT - 6, top + 24, rounded(most), 'text-anchor="end"'),
    text(LEFT - 6, top + PANEL, '0', 'text-anchor="end"'),
    ...lines.flatMap(({ name, colour, points }, index) => [
      `<path d="${pathOf(thinned(points), x, y)}" stroke="${colour}" stroke-width="1.3" fill="none"/>`,
      text(WIDTH - RIGHT + 10, top + 28 + index * 13, name, `fill="${colour}"`),
    ]),
  ].join('\n');
};

const pathOf = (points: Line['points'], x: (atMs: number) => number, y: (value: number) => number): string =>
  points.map(([at, value], index) => `${index === 0 ? 'M' : 'L'}${x(at).toFixed(0)} ${y(value).toFixed(1)}`).join('');

const thinned = (points: Line['points']): Line['points'] => {
  const step = Math.ceil(points.length / POINTS_MAX);
  return points.filter((_, index) => index % Math.max(1, step) === 0);
};

const rounded = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(0)}" y="${y}" ${more}>${escaped(words)}</text>`;

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
