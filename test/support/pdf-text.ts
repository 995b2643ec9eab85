import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF that pdfkit has written with embedded fonts, in the order of the page: by the maps to Unicode that are
 * in it, as a reader copies it.
 */
export const textOfPdf = (bytes: Uint8Array): string => {
  const objects = objectsOf(Buffer.from(bytes));
  const fonts = new Map(
    [...objects.values()]
      .flatMap(({ head }) => [...head.matchAll(/\/(F\d+) (\d+) 0 R/g)])
      .map(([, name = '', id]) => {
        const map = /\/ToUnicode (\d+)/.exec(objects.get(Number(id))?.head ?? '')?.[1];
        return [name, lettersOf(objects.get(Number(map))?.content ?? '')] as const;
      }),
  );
  const content = [...objects.values()].find((one) => /\bBT\b/.test(one.content))?.content ?? '';
  let letters: readonly string[] = [];
  return [...content.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)]
    .map(([, font, glyphs = '']) => {
      if (font !== undefined) letters = fonts.get(font) ?? [];
      const codes = [...glyphs.matchAll(/<([\da-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      return codes.map((code) => letters[Number.parseInt(code, 16)] ?? '').join('') + (font === undefined ? '\n' : '');
    })
    .join('');
};

type PdfObject = { readonly head: string; readonly content: string };

const objectsOf = (bytes: Buffer): ReadonlyMap<number, PdfObject> => {
  const text = bytes.toString('latin1');
  const found = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const head = text.slice(from, text.indexOf('endobj', from)).split('stream\n')[0] ?? '';
    const begin = from + head.length + 'stream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0);
    const isText = head.includes('FlateDecode') && length > 0;
    const content = isText ? inflateSync(bytes.subarray(begin, begin + length)).toString('latin1') : '';
    found.set(Number(match[1]), { head, content });
  }
  return found;
};

/** The letters of a font by their codes. */
const lettersOf = (map: string): readonly string[] => {
  const [, list = ''] = /beginbfrange\n<[\da-f]+> <[\da-f]+> \[(.*?)\]/s.exec(map) ?? [];
  return [...list.matchAll(/<([\da-f ]+)>/g)].map(([, hex = '']) =>
    String.fromCharCode(...(hex.replaceAll(' ', '').match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))),
  );
};
