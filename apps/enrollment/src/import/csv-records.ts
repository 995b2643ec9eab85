import { plainText } from '@lib/kernel';
import { parse } from 'csv-parse/sync';

/** A record of a CSV file; its fields are trimmed and in NFKC, also those in quotes. Lines count from 1. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };
export type BrokenRecord = { readonly line: number; readonly code: 'csv-quotes' | 'csv-record' };

export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type Delimiter = keyof typeof DELIMITERS;
export const DELIMITER_NAMES = ['comma', 'semicolon', 'tab'] as const satisfies readonly Delimiter[];

/** The delimiter under which the first line names the most of `columns`; the comma where none does better. */
export const delimiterOf = (text: string, columns: readonly string[]): Delimiter => {
  const start = text.slice(0, HEADER_LENGTH_MAX).trimStart();
  const line = /^[^\r\n]*/.exec(start)?.[0] ?? '';
  const found = (delimiter: Delimiter): number => {
    const fields = line.split(DELIMITERS[delimiter]).map((field) => plainText(field.replaceAll('"', '')));
    return columns.filter((column) => fields.includes(column)).length;
  };
  return DELIMITER_NAMES.toSorted((a, b) => found(b) - found(a))[0] ?? 'comma';
};

/** The records that are not empty: Excel ends its files with rows of nothing but delimiters. */
export const recordsOf = (
  text: string,
  delimiter: Delimiter,
): { readonly records: readonly CsvRecord[]; readonly broken: readonly BrokenRecord[] } => {
  const records: CsvRecord[] = [];
  const broken = new Map<number, BrokenRecord>();
  const note = (error: unknown): undefined => {
    const { code = '', lines = 1 } = error as { readonly code?: string; readonly lines?: number };
    broken.set(lines, { line: lines, code: code.includes('QUOTE') ? 'csv-quotes' : 'csv-record' });
  };
  try {
    parse(text, {
      bom: true,
      delimiter: DELIMITERS[delimiter],
      // Around quotes as well; what stands inside them is trimmed below.
      trim: true,
      skip_empty_lines: true,
      // Every fault is named, not only the first.
      relax_column_count: true,
      skip_records_with_error: true,
      on_skip: note,
      on_record: (fields: readonly string[], { lines }) => {
        const plain = fields.map(plainText);
        if (plain.some((field) => field !== '')) records.push({ line: lines, fields: plain });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    note(error);
  }
  return { records, broken: [...broken.values()] };
};

const HEADER_LENGTH_MAX = 10_000;
