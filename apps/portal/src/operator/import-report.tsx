import type { JSX } from 'preact';
import { Facts, Table } from '../page/parts.js';
import type { Words } from '../page/words.js';
import type { Catalogue, Region, Register } from './importing.js';

/** So many of the rows that were not taken are shown. */
const SHOWN = 50;

/** What taking over a file of programmes comes to. */
export const CatalogueReport = ({ report, words }: { report: Catalogue; words: Words }): JSX.Element => {
  const { say } = words;
  const { openApplications, contracts, closed, opened, barred } = report.touched;
  return (
    <>
      <Facts
        items={[
          [say('import.rows'), String(report.rows)],
          [say('import.taken'), String(report.taken)],
          [say('import.refused'), String(report.refusedRows)],
          ...changes(report.changed, 'groups', words),
          ...counts({ open: openApplications, contracts, closed, opened, barred }, words),
        ]}
      />
      {report.absentClosed && <p>{say('import.absent-closed')}</p>}
      <Faults
        faults={report.refused.map(({ row, pointer, message }) => [
          say('import.row', { row: row + 1, pointer }),
          message,
        ])}
        words={words}
      />
    </>
  );
};

/** What taking over a register of children comes to. */
export const RegisterReport = ({ report, words }: { report: Register; words: Words }): JSX.Element => {
  const { say } = words;
  const { read, touched, unknownCategories } = report;
  return (
    <>
      <Facts
        items={[
          [say('import.rows'), String(report.rows)],
          [say('import.taken'), String(report.taken)],
          [say('import.refused'), String(report.rows - report.taken)],
          ...changes(report.changed, 'children', words),
          [
            say('import.read'),
            [say(`import.encoding-${read.encoding}`), say(`import.delimiter-${read.delimiter}`)].join(', '),
          ],
          ...(touched ? counts({ open: touched.openApplications, contracts: touched.contracts }, words) : []),
        ]}
      />
      {unknownCategories && unknownCategories.count > 0 && (
        <Table
          caption={say('import.unknown-categories')}
          head={[say('import.category'), say('import.rows'), say('import.means')]}
          rows={unknownCategories.items
            .slice(0, SHOWN)
            .map(({ category, rows, message }) => [category, String(rows), message])}
          numbers={[1]}
          empty=""
        />
      )}
      <Faults
        faults={report.refused.map(({ line, message }) => [say('import.line', { line }), message])}
        words={words}
      />
    </>
  );
};

/** What registering a region file comes to: the programme, with the settings that hold. */
export const RegionReport = ({ report, words }: { report: Region; words: Words }): JSX.Element => {
  const { say, money, untorn } = words;
  const { programme, settings } = report;
  const { municipality, period, groups } = settings;
  const isDryRun = 'dryRun' in report;
  if (!isDryRun || report.isRegistered)
    return (
      <p>
        <a href={`/operator/programmes/${encodeURIComponent(programme)}`}>
          {isDryRun ? say('import.region-known', { programme }) : say('import.registered')}
        </a>
      </p>
    );
  return (
    <>
      <p>
        {say('import.region-would', {
          programme,
          municipality: untorn(municipality.name),
          period: words.period(period.from, period.toExclusive),
        })}
      </p>
      <Table
        caption={say('import.region-groups')}
        head={[
          say('operator.group'),
          say('certificate.nominal'),
          say('operator.count-limit'),
          say('operator.sum-limit'),
        ]}
        rows={groups.map(({ name, nominalKopecks, countLimit, sumLimitKopecks }) => [
          name,
          money(nominalKopecks),
          countLimit === null ? say('operator.any-count') : String(countLimit),
          sumLimitKopecks === null ? say('operator.any-sum') : money(sumLimitKopecks),
        ])}
        numbers={[1, 2, 3]}
        empty=""
      />
    </>
  );
};

type Fact = readonly [name: string, value: string];

const changes = (
  { created, updated, unchanged }: { created: number; updated: number; unchanged: number },
  what: 'groups' | 'children',
  { say }: Words,
): readonly Fact[] => [[say(`import.changed-${what}`), say('import.changes', { created, updated, unchanged })]];

const counts = (touched: Readonly<Record<string, { readonly count: number }>>, { say }: Words): readonly Fact[] =>
  Object.entries(touched)
    .filter(([, { count }]) => count > 0)
    .map(([name, { count }]) => [say(`import.touched-${name}`), String(count)]);

const Faults = ({
  faults,
  words: { say },
}: {
  faults: readonly (readonly [where: string, message: string])[];
  words: Words;
}): JSX.Element | null =>
  faults.length === 0 ? null : (
    <>
      <Table
        caption={say('import.faults')}
        head={[say('import.where'), say('import.fault')]}
        rows={faults.slice(0, SHOWN)}
        empty=""
      />
      {faults.length > SHOWN && <p>{say('import.faults-cut', { shown: SHOWN, count: faults.length })}</p>}
    </>
  );
