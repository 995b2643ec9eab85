import { Refused } from '../page/answers.js';
import type { Download, Route, Visit } from '../page/visit.js';

/** The tables of the services: who hands them out, and by what they may be asked for. */
const TABLES = new Map<string, { readonly service: Download['service']; readonly by: readonly string[] }>([
  ['entries', { service: 'certificates', by: ['programme', 'from', 'to', 'format'] }],
  ['certificates', { service: 'certificates', by: ['programme', 'format'] }],
  ['payables', { service: 'certificates', by: ['programme', 'month', 'provider', 'format'] }],
  ['contracts', { service: 'enrollment', by: ['format'] }],
  ['lessons', { service: 'enrollment', by: ['format'] }],
  ['programs', { service: 'catalog', by: ['municipality'] }],
]);

/** A table with the rows that its reader may see: the service decides. @throws Refused 404: there is no such table */
const exported = ({ params, query }: Visit): Download => {
  const { table: name = '' } = params;
  const table = TABLES.get(name);
  if (!table) throw new Refused(404, undefined);
  const asked = [...query].filter(([key, value]) => table.by.includes(key) && value !== '');
  return { service: table.service, path: `/exports/${name}?${new URLSearchParams(asked).toString()}` };
};

/** `/exports/entries?format=xlsx&programme=…`: the table of that name of whichever service has it. */
export const exportRoutes: readonly Route[] = [
  {
    download: '/exports/:table',
    for: ['provider', 'operator', 'municipality', 'payer', 'auditor'],
    from: exported,
  },
];
