import { hasPhrase, phrase, roubles } from '@lib/wording';
import type { Audit } from '../../../audit/src/audit.run.js';
import type { ImportReport, Played } from './player.js';
import type { SeasonResult } from './result.js';

const WIDTH = 76;
const REFUSED_ROWS_SHOWN = 20;

/** The season as a person reads it: Russian first, English second. */
export const summary = (
  result: SeasonResult,
  { imports }: Played,
  audit: Audit,
  differences: readonly string[],
  seconds: number,
): string => {
  const { applications, kopecks } = result;
  const open = kopecks.granted - kopecks.debited - kopecks.expired;
  return [
    '',
    heading('demo.imports'),
    line('demo.import.programs', imports.programs.rows),
    detail(both('demo.import.refused'), rowsOf(imports.programs)),
    ...refusedRows(imports.programs),
    line('demo.import.children', imports.children.rows),
    detail(both('demo.import.refused'), rowsOf(imports.children)),
    ...refusedRows(imports.children),
    ...imports.later.flatMap(({ of, date, report }) => [
      row(`  ${date} ${both(`demo.import.${of}`)}`, String(report.rows)),
      detail(both('demo.import.refused'), rowsOf(report)),
      ...refusedRows(report),
    ]),
    heading('demo.applications'),
    line('demo.submitted', applications.submitted),
    line('demo.enrolled', applications.enrolled),
    line('demo.terminated', applications.terminated),
    line('demo.withdrawn', applications.withdrawn),
    line(
      'demo.refused',
      Object.values(applications.refused).reduce((sum, count) => sum + count, 0),
    ),
    ...Object.entries(applications.refused).map(([reason, count]) => detail(reasonText(reason), count)),
    line('demo.rejected', result.rejectedActions),
    heading('demo.money'),
    line('demo.issued', result.certificates.issued),
    money('demo.granted', kopecks.granted),
    money('demo.debited', kopecks.debited),
    money('demo.expired', kopecks.expired),
    ...(open === 0 ? [] : [money('demo.open', open)]),
    money('demo.coPayment', kopecks.coPayment),
    heading('demo.byMonth'),
    ...Object.entries(result.debitedByMonth).map(([month, amount]) => row(`  ${month}`, roubles('ru', amount))),
    heading('audit.title'),
    line('audit.events', audit.events),
    line('audit.accounts', audit.accounts),
    ...(differences.length === 0
      ? [`  ${both('audit.agrees')}`]
      : [`  ${both('audit.differs')}`, ...differences.map((difference) => `    ${difference}`)]),
    '',
    row(both('demo.seconds'), seconds.toFixed(1)),
    '',
  ].join('\n');
};

export const progressLine = (date: string, done: number, of: number): string =>
  `  ${phrase('ru', 'demo.progress', { date, done, of })}`;

export const both = (key: string): string => `${phrase('ru', key)} · ${phrase('en', key)}`;

/** The first rows that were left out, each with where and why. */
const refusedRows = ({ refused }: ImportReport): readonly string[] =>
  refused
    .slice(0, REFUSED_ROWS_SHOWN)
    .map(({ pointer, line: at, message }) => `    ${pointer ?? `${at ?? '?'}`}: ${message}`);

/** A row with several faults is listed once for each. */
const rowsOf = ({ refused }: ImportReport): number => new Set(refused.map((fault) => fault.row ?? fault.line)).size;

const heading = (key: string): string => `\n${both(key)}`;
const line = (key: string, count: number): string => row(`  ${both(key)}`, String(count));
const detail = (label: string, count: number): string => row(`    ${label}`, String(count));
const money = (key: string, kopecks: number): string => row(`  ${both(key)}`, roubles('ru', kopecks));
const reasonText = (reason: string): string => (hasPhrase(`refusal.${reason}`) ? both(`refusal.${reason}`) : reason);

const row = (label: string, value: string): string => `${label} ${value.padStart(WIDTH - label.length + 16, '.')}`;
