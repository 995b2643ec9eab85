import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive, and what is said of it where that is not so. */
export type ZipPart = {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly unpackedBytes?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Its bytes are those of the part with this name. */
  readonly same?: string;
};

/** A ZIP archive, well made but for what its parts ask for. */
export const zipOf = (...parts: readonly ZipPart[]): Buffer => {
  const chunks: Buffer[] = [];
  const list: Buffer[] = [];
  const offsets = new Map<string, number>();
  let at = 0;
  for (const { name, bytes: given, unpackedBytes, crc, flags = 0, method = 8, same } of parts) {
    const bytes = Buffer.from(given);
    const packed = method === 8 ? deflateRawSync(bytes, { level: 9 }) : bytes;
    const path = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags, 2);
    about.writeUInt16LE(method, 4);
    about.writeUInt32LE(crc ?? crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(unpackedBytes ?? bytes.length, 18);
    about.writeUInt16LE(path.length, 22);
    const offset = Buffer.alloc(4);
    offset.writeUInt32LE(offsets.get(same ?? '') ?? at);
    offsets.set(name, at);
    list.push(Buffer.from('PK\x01\x02\x14\x00'), about, Buffer.alloc(10), offset, path);
    if (same !== undefined) continue;
    const local = [Buffer.from('PK\x03\x04'), about, path, packed];
    chunks.push(...local);
    at += local.reduce((sum, { length }) => sum + length, 0);
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...chunks, directory, end]);
};

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook whose one sheet has these rows, written in XML, and the texts that its cells share. */
export const workbookParts = (rows: string, shared = '', sheetHead = ''): readonly ZipPart[] => [
  {
    name: '[Content_Types].xml',
    bytes:
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/></Types>`,
  },
  {
    name: '_rels/.rels',
    bytes: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    bytes: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    bytes:
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  },
  { name: 'xl/sharedStrings.xml', bytes: `<sst xmlns="${MAIN}">${shared}</sst>` },
  {
    name: 'xl/worksheets/sheet1.xml',
    bytes: `${sheetHead}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
  },
];

/** A row of texts, written into their cells. */
export const rowXml = (line: number, ...texts: readonly string[]): string =>
  `<row r="${line}">${texts
    .map((text, column) => `<c r="${'ABCDEFGH'[column]}${line}" t="inlineStr"><is><t>${text}</t></is></c>`)
    .join('')}</row>`;
