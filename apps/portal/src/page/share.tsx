import type { JSX } from 'preact';

const WIDTH = 100;
const HEIGHT = 6;

/** How much of a limit is used, as a bar; the text beside it says the same in numbers. Without a limit there is no bar. */
export const Share = ({
  name,
  part,
  whole,
  text,
}: {
  name: string;
  part: number;
  whole: number | null;
  text: string;
}): JSX.Element => (
  <figure class="share">
    <figcaption>
      <span>{name}</span> <span>{text}</span>
    </figcaption>
    {whole !== null && (
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="whole" width={WIDTH} height={HEIGHT} />
        <rect class="part" width={whole === 0 ? 0 : Math.min((part / whole) * WIDTH, WIDTH)} height={HEIGHT} />
      </svg>
    )}
  </figure>
);
