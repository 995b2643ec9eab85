import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, type Day } from './calendar.js';

/** A region's folder as texts: region.json, programs.json, children.csv, timeline.csv (samples/README.md). */
export type RegionFiles = {
  readonly region: string;
  readonly programs: string;
  readonly children: string;
  readonly timeline: string;
  /** programs-YYYY-MM-DD.json and children-YYYY-MM-DD.csv, by these names. */
  readonly later?: Readonly<Record<string, string>>;
};

export const filesOf = (folder: string): RegionFiles => {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const later = readdirSync(folder).filter((name) => /^(programs|children)-/.test(name));
  return {
    region: read('region.json'),
    programs: read('programs.json'),
    children: read('children.csv'),
    timeline: read('timeline.csv'),
    later: Object.fromEntries(later.map((name) => [name, read(name)])),
  };
};

export type Child = { readonly birth: Day; readonly municipality: string; readonly category: string };
/** A certificate group with what has been issued in it. */
export type CertificateGroup = {
  readonly nominal: bigint;
  readonly ageMinMonths: number | null;
  readonly ageMaxMonths: number | null;
  readonly countLimit: number | null;
  readonly sumLimit: bigint | null;
  issued: number;
  granted: bigint;
};
export type Row = Readonly<Record<'date' | 'action' | 'application' | 'child' | 'group' | 'start' | 'detail', string>>;
/** A catalogue, a register, or both, the catalogue first. */
export type Import = { readonly programs?: string; readonly children?: ReadonlyMap<string, Child> };

export type Season = {
  readonly municipality: string;
  readonly from: Day;
  readonly toExclusive: Day;
  readonly reserveAt: string;
  readonly rounding: string;
  readonly minBalance: bigint;
  readonly lateEntryDays: number;
  readonly certificateGroups: ReadonlyMap<string, CertificateGroup>;
  readonly atFirst: Import;
  readonly imports: ReadonlyMap<Day, Import>;
  readonly timeline: readonly Row[];
};

type RegionJson = {
  readonly municipality: { readonly id: number };
  readonly period: { readonly from: string; readonly toExclusive: string };
  readonly rules: {
    readonly reserveAt?: string;
    readonly rounding?: string;
    readonly minBalanceKopecks?: number;
    readonly lateEntryDays?: number;
  };
  readonly groups: readonly {
    readonly id: string;
    readonly nominalKopecks: number;
    readonly countLimit?: number | null;
    readonly sumLimitKopecks?: number | null;
    readonly ageMonthsMin?: number | null;
    readonly ageMonthsMax?: number | null;
  }[];
};
/** Reads a folder that is known to be good; the services judge bad ones. */
export const seasonOf = (files: RegionFiles): Season => {
  const region = JSON.parse(files.region) as RegionJson;
  const { period, rules } = region;
  return {
    municipality: String(region.municipality.id),
    from: dayOf(period.from),
    toExclusive: dayOf(period.toExclusive),
    reserveAt: rules.reserveAt ?? 'enrolment',
    rounding: rules.rounding ?? 'down',
    minBalance: BigInt(rules.minBalanceKopecks ?? 100),
    lateEntryDays: rules.lateEntryDays ?? 31,
    certificateGroups: new Map(
      region.groups.map((group) => [
        group.id,
        {
          nominal: BigInt(group.nominalKopecks),
          ageMinMonths: group.ageMonthsMin ?? null,
          ageMaxMonths: group.ageMonthsMax ?? null,
          countLimit: group.countLimit ?? null,
          sumLimit: typeof group.sumLimitKopecks === 'number' ? BigInt(group.sumLimitKopecks) : null,
          issued: 0,
          granted: 0n,
        },
      ]),
    ),
    atFirst: { programs: files.programs, children: childrenOf(files.children) },
    imports: importsOf(files.later ?? {}),
    timeline: rows(files.timeline) as unknown as readonly Row[],
  };
};

const importsOf = (later: Readonly<Record<string, string>>): ReadonlyMap<Day, Import> => {
  const imports = new Map<Day, Import>();
  for (const [name, text] of Object.entries(later)) {
    const [, what, date = ''] = /^(programs|children)-(\d{4}-\d\d-\d\d)\.(?:json|csv)$/.exec(name) ?? [];
    if (what === undefined) throw new TypeError(`no such file in a region folder: ${name}`);
    const day = dayOf(date);
    imports.set(day, {
      ...imports.get(day),
      ...(what === 'programs' ? { programs: text } : { children: childrenOf(text) }),
    });
  }
  return imports;
};

const childrenOf = (csv: string): ReadonlyMap<string, Child> =>
  new Map(
    rows(csv).map(({ childId = '', birthDate = '', municipality = '', category = '' }) => [
      childId,
      { birth: dayOf(birthDate), municipality, category },
    ]),
  );

/** The samples' CSV has no quotes. */
const rows = (csv: string): Partial<Record<string, string>>[] => {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
  });
};
