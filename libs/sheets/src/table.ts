/** A row of what is exported, as its query gives it. */
export type TableColumn<Row> = { readonly header: string } & (
  | { readonly kind: 'text'; readonly of: (row: Row) => string | null | undefined }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'date'; readonly of: (row: Row) => string | null | undefined }
  | { readonly kind: 'whole'; readonly of: (row: Row) => number | null | undefined }
  /** Whole kopecks, shown as roubles with two decimals. */
  | { readonly kind: 'roubles'; readonly of: (row: Row) => number | null | undefined }
);

/** What is exported: its rows come by pages, so that no more than a page of them is ever held. */
export type Table<Row> = {
  /** Of the file, without its ending, and in a workbook of its sheet. */
  readonly name: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly pages: AsyncIterable<readonly Row[]>;
};

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const MEDIA_TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<TableFormat, string>;
