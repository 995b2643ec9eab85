import { phrase, type Locale } from '@lib/wording';
import type { TableColumn } from './table.js';

type Of<Row, Value> = (row: Row) => Value | null | undefined;

/** Columns for a reader: their headers are the phrases `column.<name>`. */
export const columnsIn = <Row>(locale: Locale) => {
  const header = (name: string): string => phrase(locale, `column.${name}`);
  return {
    text: (name: string, of: Of<Row, string>): TableColumn<Row> => ({ kind: 'text', header: header(name), of }),
    date: (name: string, of: Of<Row, string>): TableColumn<Row> => ({ kind: 'date', header: header(name), of }),
    whole: (name: string, of: Of<Row, number>): TableColumn<Row> => ({ kind: 'whole', header: header(name), of }),
    /**
     * Amounts, each twice: as roubles for whoever reads them, as whole kopecks for whoever adds them up, which a
     * spreadsheet does not do exactly with parts of a rouble.
     */
    money: (amounts: Readonly<Record<string, Of<Row, number>>>) => ({
      roubles: Object.entries(amounts).map(([name, of]): TableColumn<Row> => ({
        kind: 'roubles',
        header: phrase(locale, 'column.in-roubles', { amount: header(name) }),
        of,
      })),
      kopecks: Object.entries(amounts).map(([name, of]): TableColumn<Row> => ({
        kind: 'whole',
        header: phrase(locale, 'column.in-kopecks', { amount: header(name) }),
        of,
      })),
    }),
  };
};
