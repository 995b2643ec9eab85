import { dayOf, type Day } from './calendar.js';

/** A region's folder as texts: region.json, programs.json, children.csv, timeline.csv (samples/README.md). */
export type RegionFiles = {
  readonly region: string;
  readonly programs: string;
  readonly children: string;
  readonly timeline: string;
};

export type Child = { readonly birth: Day; readonly municipality: string; readonly category: string };
export type Group = {
  readonly module: number;
  readonly price: bigint;
  readonly norm: bigint;
  readonly first: Day;
  readonly last: Day;
  readonly places: number;
  readonly payable: boolean;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
};
/** A certificate group with what has been issued in it. */
export type CertificateGroup = {
  readonly nominal: bigint;
  readonly countLimit: number | null;
  readonly sumLimit: bigint | null;
  issued: number;
  granted: bigint;
};
export type Row = Readonly<Record<'date' | 'action' | 'application' | 'child' | 'group' | 'start' | 'detail', string>>;

export type Season = {
  readonly municipality: string;
  readonly from: Day;
  readonly toExclusive: Day;
  readonly reserveAt: string;
  readonly rounding: string;
  readonly minBalance: bigint;
  readonly certificateGroups: ReadonlyMap<string, CertificateGroup>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly children: ReadonlyMap<string, Child>;
  readonly timeline: readonly Row[];
};

type RegionJson = {
  readonly municipality: { readonly id: number };
  readonly period: { readonly from: string; readonly toExclusive: string };
  readonly rules: { readonly reserveAt?: string; readonly rounding?: string; readonly minBalanceKopecks?: number };
  readonly groups: readonly {
    readonly id: string;
    readonly nominalKopecks: number;
    readonly countLimit?: number | null;
    readonly sumLimitKopecks?: number | null;
  }[];
};
type ProgramsJson = readonly {
  readonly data: {
    readonly program: {
      readonly age_group_min: number;
      readonly age_group_max: number;
      readonly organization: { readonly cant_use_certificate: number };
      readonly modules: readonly {
        readonly id: number;
        readonly price: string;
        readonly normative_price: string;
        readonly groups: readonly {
          readonly id: number;
          readonly date_start: string;
          readonly date_end: string;
          readonly max_children: number;
        }[];
      }[];
    };
  };
}[];

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
    certificateGroups: new Map(
      region.groups.map((group) => [
        group.id,
        {
          nominal: BigInt(group.nominalKopecks),
          countLimit: group.countLimit ?? null,
          sumLimit: typeof group.sumLimitKopecks === 'number' ? BigInt(group.sumLimitKopecks) : null,
          issued: 0,
          granted: 0n,
        },
      ]),
    ),
    groups: new Map(groupsOf(JSON.parse(files.programs) as ProgramsJson)),
    children: new Map(
      rows(files.children).map(({ childId = '', birthDate = '', municipality = '', category = '' }) => [
        childId,
        { birth: dayOf(birthDate), municipality, category },
      ]),
    ),
    timeline: rows(files.timeline) as unknown as readonly Row[],
  };
};

const groupsOf = (programs: ProgramsJson): (readonly [string, Group])[] =>
  programs.flatMap(({ data: { program } }) =>
    program.modules.flatMap((module) =>
      module.groups.map(
        (group) =>
          [
            String(group.id),
            {
              module: module.id,
              price: kopecksOf(module.price),
              norm: kopecksOf(module.normative_price),
              first: dayOf(group.date_start),
              last: dayOf(group.date_end),
              places: group.max_children,
              payable: program.organization.cant_use_certificate === 0,
              ageMinMonths: program.age_group_min,
              ageMaxMonths: program.age_group_max,
            },
          ] as const,
      ),
    ),
  );

const kopecksOf = (roubles: string): bigint => {
  const [whole = '0', part = ''] = roubles.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
};

/** The samples' CSV has no quotes. */
const rows = (csv: string): Partial<Record<string, string>>[] => {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
  });
};
