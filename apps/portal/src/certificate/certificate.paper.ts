import { createRequire } from 'node:module';
import { encode } from 'uqr';
import Pdf from 'pdfkit';
import type { Words } from '../page/words.js';

/** What stands on the paper of a certificate. */
export type CertificateFacts = {
  /** As papers have it; of a child without a name in the vault its id in the register. */
  readonly child: string;
  readonly number: string;
  readonly regionName: string;
  readonly municipalityName: string;
  readonly groupName: string;
  readonly from: string;
  readonly toExclusive: string;
  readonly nominalKopecks: number;
  readonly availableKopecks: number;
  readonly reservedKopecks: number;
  readonly spentKopecks: number;
  /** The day, by the region's clock, of which these are the sums. */
  readonly asOf: string;
  /** Whom to call, in lines; empty: the region says nothing of it. */
  readonly contacts: readonly string[];
  /** Where the number can be checked; all that the QR code holds. */
  readonly checkAt: string;
};

const FONTS = createRequire(import.meta.url);
const REGULAR = FONTS.resolve('@expo-google-fonts/pt-sans/400Regular/PTSans_400Regular.ttf');
const BOLD = FONTS.resolve('@expo-google-fonts/pt-sans/700Bold/PTSans_700Bold.ttf');

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const QR_SIDE = 120;
const [TEXT, QUIET, LINE] = ['#1c2430', '#55606f', '#c9cfd6'];

/** A certificate as a PDF of one page, A4, tagged for screen readers. What changes with the day stands with its day. */
export const certificatePaper = async (facts: CertificateFacts, words: Words): Promise<Buffer> => {
  const { say } = words;
  const paper = new Pdf({
    size: 'A4',
    margin: MARGIN,
    lang: words.locale,
    tagged: true,
    displayTitle: true,
    // The title is seen in tabs and lists of files: the number, and no name.
    info: { Title: say('paper.title', { number: facts.number }), Producer: 'certificate-ledger', Creator: '' },
  });
  const written = writtenOut(paper);
  paper.registerFont('regular', REGULAR).registerFont('bold', BOLD);
  const parts = paper.struct('Document');
  paper.addStructure(parts);
  const page: PagePart = {
    paper,
    add: (kind, draw, alt) => void parts.add(paper.struct(kind, alt === undefined ? {} : { alt }, draw)),
  };
  head(page, facts, words);
  rows(page, rowsOf(facts, words));
  rule({ paper });
  check(page, facts, words);
  contacts(page, facts, words);
  parts.end();
  paper.end();
  return written;
};

type PagePart = {
  readonly paper: PDFKit.PDFDocument;
  /** Draws a part of the page that a screen reader finds by its kind. */
  readonly add: (kind: 'H1' | 'H2' | 'P' | 'Figure', draw: () => void, alt?: string) => void;
};

const head = ({ paper, add }: PagePart, facts: CertificateFacts, { say, untorn }: Words): void => {
  const line = (kind: 'H1' | 'H2' | 'P', size: number, colour: string, text: string): void =>
    add(kind, () => {
      const font = kind === 'P' ? 'regular' : 'bold';
      paper.font(font).fontSize(size).fillColor(colour).text(shown(text), MARGIN, undefined, { width: WIDTH });
    });
  line('P', 11, QUIET, `${facts.regionName}, ${untorn(facts.municipalityName)}`);
  paper.moveDown(0.6);
  line('H1', 22, TEXT, say('paper.heading'));
  line('P', 14, TEXT, say('certificate.of', { number: facts.number }));
  rule({ paper });
  line('P', 11, QUIET, say('paper.issued-to'));
  line('H2', 20, TEXT, facts.child);
  paper.moveDown(0.8);
};

const rowsOf = (facts: CertificateFacts, { say, money, period }: Words): readonly (readonly [string, string])[] => [
  [say('rules.group'), facts.groupName],
  [say('certificate.validity'), period(facts.from, facts.toExclusive)],
  [say('certificate.nominal'), money(facts.nominalKopecks)],
  [say('paper.available', { day: facts.asOf }), money(facts.availableKopecks)],
  [say('certificate.reserved'), money(facts.reservedKopecks)],
  [say('certificate.spent'), money(facts.spentKopecks)],
];

const rows = ({ paper, add }: PagePart, all: readonly (readonly [string, string])[]): void => {
  for (const [name, value] of all) {
    const top = paper.y;
    let below = top;
    add('P', () => {
      paper
        .font('regular')
        .fontSize(12)
        .fillColor(QUIET)
        .text(shown(name), MARGIN, top, { width: WIDTH * 0.55 });
      below = paper.y;
      paper
        .font('bold')
        .fillColor(TEXT)
        .text(shown(value), MARGIN + WIDTH * 0.55, top, { width: WIDTH * 0.45 });
    });
    paper.y = Math.max(below, paper.y) + 6;
  }
};

const check = ({ paper, add }: PagePart, { checkAt }: CertificateFacts, { say }: Words): void => {
  const top = paper.y;
  add('Figure', () => drawQr(paper, checkAt, MARGIN, top), `${say('paper.check')}: ${checkAt}`);
  const beside = { width: WIDTH - QR_SIDE - 20 };
  add('H2', () => {
    const at = MARGIN + QR_SIDE + 20;
    paper
      .font('bold')
      .fontSize(12)
      .fillColor(TEXT)
      .text(shown(say('paper.check')), at, top, beside);
  });
  for (const text of [checkAt, say('paper.check-text'), say('paper.not-money')]) {
    add('P', () => void paper.font('regular').fillColor(QUIET).text(shown(text), beside));
    paper.moveDown(0.5);
  }
};

const contacts = ({ paper, add }: PagePart, { contacts: lines }: CertificateFacts, { say }: Words): void => {
  if (lines.length === 0) return;
  paper.x = MARGIN;
  paper.moveDown(1);
  const line = (kind: 'H2' | 'P', text: string): void =>
    add(kind, () => {
      paper
        .font(kind === 'H2' ? 'bold' : 'regular')
        .fontSize(kind === 'H2' ? 12 : 10)
        .fillColor(kind === 'H2' ? TEXT : QUIET)
        .text(shown(text), { width: WIDTH });
    });
  line('H2', say('region.whom'));
  for (const text of lines) line('P', text);
};

/** A square of black modules, with the empty border that readers need. */
const drawQr = (paper: PDFKit.PDFDocument, text: string, left: number, top: number): void => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const module = QR_SIDE / size;
  data.forEach((row, y) =>
    row.forEach((isBlack, x) => {
      if (isBlack) paper.rect(left + x * module, top + y * module, module, module);
    }),
  );
  paper.fill('#000000');
};

const rule = ({ paper }: Pick<PagePart, 'paper'>): void => {
  paper.moveDown(1);
  paper.markContent('Artifact', { type: 'Layout' });
  paper
    .moveTo(MARGIN, paper.y)
    .lineTo(MARGIN + WIDTH, paper.y)
    .lineWidth(1)
    .stroke(LINE);
  paper.endMarkedContent();
  paper.moveDown(1);
};

/** The font has no narrow space. */
const shown = (text: string): string => text.replaceAll('\u202f', '\u00a0');

const writtenOut = async (paper: PDFKit.PDFDocument): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of paper) parts.push(part as Buffer);
  return Buffer.concat(parts);
};
