import type { JSX } from 'preact';
import type { Words } from '../page/words.js';
import type { Totals } from './programmes.js';

const WIDTH = 1000;
const HEIGHT = 40;

/** Where the money of a programme is now, as parts of one bar; its text says the same in numbers. */
export const Used = ({
  totals: { grantedKopecks, debitedKopecks, reservedKopecks, availableKopecks, expiredKopecks },
  words: { say },
}: {
  totals: Totals;
  words: Pick<Words, 'say'>;
}): JSX.Element | null => {
  if (grantedKopecks <= 0) return null;
  const parts = [
    ['spent', debitedKopecks],
    ['reserved', reservedKopecks],
    ['available', availableKopecks],
    ['expired', expiredKopecks],
  ] as const;
  const told = say('operator.used-text', {
    granted: grantedKopecks,
    spent: debitedKopecks,
    reserved: reservedKopecks,
    available: availableKopecks,
    expired: expiredKopecks,
  });
  let from = 0;
  return (
    <figure class="used">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={told}>
        {parts.map(([name, kopecks]) => {
          const x = from;
          from += (kopecks / grantedKopecks) * WIDTH;
          return <rect class={name} x={x.toFixed(1)} width={(from - x).toFixed(1)} height={HEIGHT} />;
        })}
      </svg>
      <figcaption>
        {parts.map(([name, kopecks]) => (
          <span class={`key ${name}`}>
            {say(`certificate.${name}`)} {`${Math.round((kopecks / grantedKopecks) * 100)} %`}
          </span>
        ))}
      </figcaption>
    </figure>
  );
};
