import type { JSX } from 'preact';
import type { Words } from '../page/words.js';

/** How a certificate stood after an entry, in kopecks. */
export type Balance = {
  readonly on: string;
  readonly availableKopecks: number;
  readonly reservedKopecks: number;
  readonly spentKopecks: number;
  readonly nominalKopecks: number;
};

const WIDTH = 640;
const HEIGHT = 160;
const DAY_MS = 86_400_000;

/** What was spent, bound and left over the period, as three bands. The table of entries says the same in numbers. */
export const BalanceChart = ({
  balances,
  from,
  to,
  words: { say, day, money },
}: {
  balances: readonly Balance[];
  from: string;
  to: string;
  words: Words;
}): JSX.Element | null => {
  const last = balances.at(-1);
  if (!last) return null;
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  const x = (date: string): number =>
    Math.round((Math.min(Math.max(Date.parse(date), begin), end) - begin) / DAY_MS) *
    (WIDTH / Math.max((end - begin) / DAY_MS, 1));
  const top = Math.max(...balances.map(({ nominalKopecks }) => nominalKopecks), 1);
  const y = (kopecks: number): number => HEIGHT - (kopecks / top) * HEIGHT;
  const band = (heightOf: (balance: Balance) => number): string => {
    const steps = balances.map((balance, index) => {
      const right = x(balances[index + 1]?.on ?? last.on);
      return `L${x(balance.on).toFixed(1)},${y(heightOf(balance)).toFixed(1)} L${right.toFixed(1)},${y(heightOf(balance)).toFixed(1)}`;
    });
    const first = x(balances[0]?.on ?? from).toFixed(1);
    return `M${first},${HEIGHT} ${steps.join(' ')} L${x(last.on).toFixed(1)},${HEIGHT} Z`;
  };
  const told = say('chart.text', {
    day: last.on,
    available: last.availableKopecks,
    reserved: last.reservedKopecks,
    spent: last.spentKopecks,
  });
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={told} preserveAspectRatio="none">
        <path class="available" d={band((b) => b.spentKopecks + b.reservedKopecks + b.availableKopecks)} />
        <path class="reserved" d={band((b) => b.spentKopecks + b.reservedKopecks)} />
        <path class="spent" d={band((b) => b.spentKopecks)} />
      </svg>
      <figcaption>
        <span class="key available">{say('certificate.available')}</span>
        <span class="key reserved">{say('certificate.reserved')}</span>
        <span class="key spent">{say('certificate.spent')}</span>
        <span class="ends">{`${day(from)} — ${day(to)}, ${money(top)}`}</span>
      </figcaption>
    </figure>
  );
};
