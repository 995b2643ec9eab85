import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { err, ok, type Result } from '@lib/kernel';
import { refused, type WorkbookFault } from './workbook-fault.js';

/** What an archive may come to. */
export type ArchiveLimits = { readonly partsMax: number; readonly unpackedBytesMax: number };

type Entry = {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly crc: number;
  /** Where its own header begins, and where its bytes do. */
  readonly at: number;
  readonly from: number;
};

const END = 0x06054b50;
const END_BYTES = 22;
const LISTED = 0x02014b50;
const LISTED_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
/** Flags of what no spreadsheet program writes: encrypted, patched, strongly encrypted, with a hidden directory. */
const STRANGE_FLAGS = 0x1 | 0x20 | 0x40 | 0x2000;

const broken = refused('malformed', 'xlsx-broken');
const notAnArchive = refused('malformed', 'xlsx-not-a-workbook');

/**
 * The parts of a ZIP archive by their names. Its list of contents is believed in nothing: each part is unpacked as far as
 * it is allowed to grow and no further, must be as long as the list says, and no two may share a byte, so that a small
 * archive cannot be a large one.
 */
export const partsOf = (
  archive: Buffer,
  { partsMax, unpackedBytesMax }: ArchiveLimits,
): Result<ReadonlyMap<string, Buffer>, WorkbookFault> => {
  const tooLarge = refused('too-large', 'xlsx-unpacks-too-large', {
    mebibytes: Math.floor(unpackedBytesMax / 2 ** 20),
  });
  const listed = entriesOf(archive, partsMax);
  if (!listed.ok) return listed;
  // What it says of itself is enough to refuse it.
  if (listed.value.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0) > unpackedBytesMax) return err(tooLarge);
  const parts = new Map<string, Buffer>();
  let room = unpackedBytesMax;
  for (const entry of listed.value) {
    const part = unpacked(archive.subarray(entry.from, entry.from + entry.packedBytes), entry, room);
    if (part === 'too-large') return err(tooLarge);
    if (part === 'broken' || parts.has(entry.name)) return err(broken);
    parts.set(entry.name, part);
    room -= part.length;
  }
  return ok(parts);
};

/**
 * The same parts in an archive without anything else in it: whoever reads it cannot read it in another way. They are
 * packed once more, because the reader of a packed part gets it in small pieces.
 */
export const archiveOf = (parts: ReadonlyMap<string, Buffer>): Buffer => {
  const chunks: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, bytes] of parts) {
    const packed = deflateRawSync(bytes, { level: 1 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(DEFLATED, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    const path = Buffer.from(name);
    about.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([uint32(LOCAL), about, path]);
    list.push(uint32(LISTED), Buffer.from([20, 0]), about, Buffer.alloc(10), uint32(at), path);
    chunks.push(local, packed);
    at += local.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...chunks, directory, end]);
};

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const entriesOf = (archive: Buffer, partsMax: number): Result<readonly Entry[], WorkbookFault> => {
  const end = archive.length - END_BYTES;
  if (end < 0 || archive.readUInt32LE(0) !== LOCAL) return err(notAnArchive);
  // Nothing behind the end: what is found there by one reader is not found by another.
  if (archive.readUInt32LE(end) !== END || archive.readUInt16LE(end + 20) !== 0) return err(broken);
  const count = archive.readUInt16LE(end + 10);
  const directory = archive.readUInt32LE(end + 16);
  if (count > partsMax) return err(refused('too-large', 'xlsx-too-many-parts', { max: partsMax }));
  if (directory + archive.readUInt32LE(end + 12) !== end) return err(broken);
  const entries: Entry[] = [];
  let at = directory;
  for (let index = 0; index < count; index++) {
    const entry = entryAt(archive, at, { directory, end });
    if (!entry) return err(broken);
    entries.push(entry.entry);
    at = entry.next;
  }
  return at === end && areApart(entries, directory) ? ok(entries) : err(broken);
};

const entryAt = (
  archive: Buffer,
  at: number,
  { directory, end }: { readonly directory: number; readonly end: number },
): { readonly entry: Entry; readonly next: number } | undefined => {
  if (at + LISTED_BYTES > end || archive.readUInt32LE(at) !== LISTED) return undefined;
  const nameEnd = at + LISTED_BYTES + archive.readUInt16LE(at + 28);
  const next = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  const local = archive.readUInt32LE(at + 42);
  if (next > end || local + LOCAL_BYTES > directory || archive.readUInt32LE(local) !== LOCAL) return undefined;
  if ((archive.readUInt16LE(at + 8) & STRANGE_FLAGS) !== 0) return undefined;
  const from = local + LOCAL_BYTES + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const entry = {
    name: archive.toString('utf8', at + LISTED_BYTES, nameEnd),
    method: archive.readUInt16LE(at + 10),
    crc: archive.readUInt32LE(at + 16),
    packedBytes: archive.readUInt32LE(at + 20),
    unpackedBytes: archive.readUInt32LE(at + 24),
    at: local,
    from,
  };
  return from + entry.packedBytes > directory ? undefined : { entry, next };
};

const areApart = (entries: readonly Entry[], directory: number): boolean =>
  entries
    .toSorted((a, b) => a.at - b.at)
    .every(({ from, packedBytes }, index, sorted) => from + packedBytes <= (sorted[index + 1]?.at ?? directory));

const unpacked = (
  packed: Buffer,
  { method, unpackedBytes, crc }: Entry,
  room: number,
): Buffer | 'too-large' | 'broken' => {
  const bytes = method === STORED ? packed : method === DEFLATED ? inflated(packed, room) : 'broken';
  if (typeof bytes === 'string') return bytes;
  if (bytes.length > room) return 'too-large';
  return bytes.length === unpackedBytes && crc32(bytes) === crc ? bytes : 'broken';
};

const inflated = (packed: Buffer, room: number): Buffer | 'too-large' | 'broken' => {
  try {
    return inflateRawSync(packed, { maxOutputLength: room + 1 });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken';
  }
};
