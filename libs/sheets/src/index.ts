export { columnsIn } from './columns.js';
export { csvOf } from './csv.js';
export { xlsxOf } from './xlsx.js';
export { MEDIA_TYPES, TABLE_FORMATS, type Table, type TableColumn, type TableFormat } from './table.js';
export { WorkbooksWaiting, readWorkbook } from './read-workbook.js';
export type { SheetCell, SheetRow } from './workbook.js';
export type { WorkbookFault } from './workbook-fault.js';
