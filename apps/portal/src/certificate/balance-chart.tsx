import type { JSX } from 'preact';
import { lastBefore, type Words } from '../page/words.js';

/** How a certificate stood, or will stand, from a day on, in kopecks. */
export type Balance = {
  readonly on: string;
  readonly availableKopecks: number;
  readonly reservedKopecks: number;
  readonly spentKopecks: number;
  readonly nominalKopecks: number;
};

const WIDTH = 640;
const HEIGHT = 160;

/**
 * What was debited, bound and left over a period, as three bands, and from `today` on what will be debited if nothing
 * changes. The table of entries says the same in numbers.
 */
export const BalanceChart = ({
  balances,
  from,
  to,
  today,
  words: { say, day, money },
}: {
  balances: readonly Balance[];
  from: string;
  to: string;
  today: string;
  words: Words;
}): JSX.Element | null => {
  const known = balances.findLast(({ on }) => on <= today);
  if (!known) return null;
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const x = (date: string): number => {
    const at = Math.min(Math.max(Date.parse(date), begin), end);
    return ((at - begin) / Math.max(end - begin, 1)) * WIDTH;
  };
  const top = Math.max(...balances.map(({ nominalKopecks }) => nominalKopecks), 1);
  const y = (kopecks: number): number => HEIGHT - (kopecks / top) * HEIGHT;
  const band = (heightOf: (balance: Balance) => number): string => {
    const steps = balances.map((balance, index) => {
      const height = y(heightOf(balance)).toFixed(1);
      return `L${x(balance.on).toFixed(1)},${height} L${x(balances[index + 1]?.on ?? to).toFixed(1)},${height}`;
    });
    return `M${x(balances[0]?.on ?? from).toFixed(1)},${HEIGHT} ${steps.join(' ')} L${WIDTH},${HEIGHT} Z`;
  };
  const told = say('chart.text', {
    day: today,
    available: known.availableKopecks,
    reserved: known.reservedKopecks,
    spent: known.spentKopecks,
  });
  return (
    <figure class="chart">
      <h3>{say('chart.title')}</h3>
      <Marks marks={[[x(today), say('chart.today', { day: day(today) })]]} />
      <svg class="bands" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={told} preserveAspectRatio="none">
        <path class="available" d={band((one) => one.spentKopecks + one.reservedKopecks + one.availableKopecks)} />
        <path class="reserved" d={band((one) => one.spentKopecks + one.reservedKopecks)} />
        <path class="spent" d={band((one) => one.spentKopecks)} />
        <rect class="to-come" x={x(today)} y={0} width={WIDTH - x(today)} height={HEIGHT} />
      </svg>
      <Marks
        marks={[
          [0, day(from)],
          [WIDTH, day(lastBefore(to))],
        ]}
      />
      <figcaption>
        <span class="key available">{say('certificate.available')}</span>
        <span class="key reserved">{say('certificate.reserved')}</span>
        <span class="key spent">{say('certificate.spent')}</span>
        <span>{say('chart.ends', { nominal: money(top) })}</span>
      </figcaption>
    </figure>
  );
};

/** Words at places along the chart, not stretched as it is. */
const Marks = ({ marks }: { marks: readonly (readonly [x: number, text: string])[] }): JSX.Element => (
  <svg class="marks">
    {marks.map(([x, text]) => (
      <text
        x={`${((x / WIDTH) * 100).toFixed(1)}%`}
        y="1em"
        text-anchor={x < WIDTH / 3 ? 'start' : x > (WIDTH * 2) / 3 ? 'end' : 'middle'}
      >
        {text}
      </text>
    ))}
  </svg>
);

type Months = {
  readonly months: readonly { readonly month: string; readonly shareKopecks: number; readonly status: string }[];
};

/** How a certificate will stand if nothing changes: what is reserved for a month is debited on its first day. */
export const forecastOf = (last: Balance, contracts: readonly Months[]): readonly Balance[] => {
  const due = new Map<string, number>();
  for (const { months } of contracts)
    for (const { month, shareKopecks, status } of months)
      if (status === 'reserved') due.set(`${month}-01`, (due.get(`${month}-01`) ?? 0) + shareKopecks);
  const coming: Balance[] = [];
  for (const [on, kopecks] of [...due].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const before = coming.at(-1) ?? last;
    const [reservedKopecks, spentKopecks] = [before.reservedKopecks - kopecks, before.spentKopecks + kopecks];
    coming.push({ ...before, on: on > before.on ? on : before.on, reservedKopecks, spentKopecks });
  }
  return coming;
};
