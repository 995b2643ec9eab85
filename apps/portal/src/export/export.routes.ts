import { Refused } from '../page/answers.js';
import type { Download, Route, Visit } from '../page/visit.js';

type Asked = { readonly query: Readonly<Record<string, string>> };

/** The tables of the services: who hands them out, and by what it may be asked. */
const TABLES: Readonly<
  Record<string, { readonly by: readonly string[]; readonly from: (visit: Visit, asked: Asked) => Promise<Response> }>
> = {
  entries: {
    by: ['programme', 'from', 'to', 'format'],
    from: ({ ledger }, asked) => ledger.certificates.download('GET /exports/entries', asked),
  },
  certificates: {
    by: ['programme', 'format'],
    from: ({ ledger }, asked) => ledger.certificates.download('GET /exports/certificates', asked),
  },
  contracts: {
    by: ['format'],
    from: ({ ledger }, asked) => ledger.enrollment.download('GET /exports/contracts', asked),
  },
  lessons: {
    by: ['format'],
    from: ({ ledger }, asked) => ledger.enrollment.download('GET /exports/lessons', asked),
  },
  programs: {
    by: ['municipality'],
    from: ({ ledger }, asked) => ledger.catalog.download('GET /exports/programs', asked),
  },
};

/** What the browser is told of a file. */
const HEADERS = ['content-type', 'content-disposition'];

/** A table with the rows that its reader may see: the service decides. @throws Refused */
const exported = async (visit: Visit): Promise<Download> => {
  const table = TABLES[visit.params['table'] ?? ''];
  if (!table) throw new Refused(404, undefined);
  const query = Object.fromEntries([...visit.query].filter(([name, value]) => table.by.includes(name) && value !== ''));
  const answer = await table.from(visit, { query });
  if (!answer.ok || !answer.body) throw new Refused(answer.status, await answer.json().catch(() => undefined));
  const headers = HEADERS.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  return { headers: Object.fromEntries(headers), content: answer.body };
};

/** `/exports/entries?format=xlsx&programme=…`: the table of that name of whichever service has it. */
export const exportRoutes: readonly Route[] = [
  {
    get: '/exports/:table',
    for: ['provider', 'operator', 'municipality', 'payer', 'auditor'],
    page: exported,
  },
];
