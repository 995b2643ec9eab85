import { err, ok, type Result } from '@lib/kernel';
import { streamXlsxRows } from 'hucre/xlsx';
import { archiveOf, partsOf, type ArchiveLimits } from './archive.js';
import { refused, type WorkbookFault } from './workbook-fault.js';

export type WorkbookLimits = ArchiveLimits & {
  readonly rowsMax: number;
  /** Of all cells together, empty ones too: a text that stands once in a file may be shown by every cell of a sheet. */
  readonly charactersMax: number;
};

/** What a cell shows: of a formula what it came to when it was saved, of merged cells the first. A date is UTC. */
export type SheetCell = string | number | boolean | Date | null;

/** A row that has a cell that is not empty; its line is the number that the sheet gives it. */
export type SheetRow = { readonly line: number; readonly cells: readonly SheetCell[] };

const PROTECTED = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const CONTENTS = '[Content_Types].xml';
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const LINES_MAX = 2 ** 20;
/** What a cell holds beside its text, in characters. */
const CELL = 16;
const notAWorkbook = refused('malformed', 'xlsx-not-a-workbook');

/** The rows of the first sheet of a workbook. Takes as much time and memory as the file asks for: to be run in a thread. */
export const rowsIn = async (
  file: Buffer,
  limits: WorkbookLimits,
): Promise<Result<readonly SheetRow[], WorkbookFault>> => {
  if (file.subarray(0, PROTECTED.length).equals(PROTECTED)) return err(refused('malformed', 'xlsx-protected'));
  const parts = partsOf(file, limits);
  if (!parts.ok) return parts;
  if (!parts.value.get(CONTENTS)?.includes(WORKBOOK)) return err(notAWorkbook);
  // Nothing that we read declares anything; what does is meant for a reader that would follow it.
  const texts = new Map([...parts.value].filter(([name]) => /\.(xml|rels)$/.test(name)));
  for (const part of texts.values())
    if (part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) return err(refused('malformed', 'xlsx-declarations'));
  try {
    return await rowsOfFirstSheet(archiveOf(texts), limits);
  } catch {
    return err(refused('malformed', 'xlsx-broken'));
  }
};

const rowsOfFirstSheet = async (
  workbook: Buffer,
  { rowsMax, charactersMax }: WorkbookLimits,
): Promise<Result<readonly SheetRow[], WorkbookFault>> => {
  const rows: SheetRow[] = [];
  let characters = 0;
  for await (const { index, values } of streamXlsxRows(workbook)) {
    const cells = values.slice(0, values.findLastIndex((value) => value !== null && value !== '') + 1);
    if (cells.length === 0) continue;
    if (!Number.isInteger(index) || index < 0 || index >= LINES_MAX) return err(refused('malformed', 'xlsx-broken'));
    if (rows.length === rowsMax) return err(refused('too-large', 'xlsx-too-many-rows', { max: rowsMax }));
    characters += cells.reduce<number>((sum, cell) => sum + CELL + (typeof cell === 'string' ? cell.length : 0), 0);
    if (characters > charactersMax) return err(refused('too-large', 'xlsx-too-much-text'));
    rows.push({ line: index + 1, cells });
  }
  return ok(rows);
};
