import { dayOf, type Day } from './calendar.js';

/** What an application keeps of its group (docs/rules.md §2, Terms). */
export type GroupTerms = {
  readonly first: Day;
  readonly last: Day;
  readonly price: bigint;
  readonly norm: bigint;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
  readonly direction: number;
  readonly provider: number;
};
/** And what is read as it is now. */
export type Group = GroupTerms & { readonly module: number; readonly places: number; readonly payable: boolean };

type Program = {
  readonly id: number;
  readonly direction_id: number;
  readonly age_group_min: number;
  readonly age_group_max: number;
  readonly organization: { readonly id: number; readonly cant_use_certificate: number };
  readonly modules: readonly ModuleOf[];
};
type ModuleOf = {
  readonly id: number;
  readonly price: string;
  readonly normative_price: string;
  readonly groups: readonly GroupOf[];
};
type GroupOf = {
  readonly id: number;
  readonly date_start: string;
  readonly date_end: string;
  readonly max_children: number;
};

/**
 * The catalogue as the files read so far leave it: what a file does not name stays, and what it says of a provider, a
 * programme or a module holds for all groups of it, named or not.
 */
export class ModelCatalogue {
  private readonly payable = new Map<number, boolean>();
  private readonly programmes = new Map<number, Program>();
  private readonly modules = new Map<number, ModuleOf & { readonly programme: number }>();
  private readonly groups = new Map<string, GroupOf & { readonly module: number }>();

  read(programs: string): void {
    for (const { data } of JSON.parse(programs) as readonly { readonly data: { readonly program: Program } }[]) {
      const { program } = data;
      const { organization } = program;
      this.payable.set(organization.id, organization.cant_use_certificate === 0);
      this.programmes.set(program.id, program);
      for (const module of program.modules) {
        this.modules.set(module.id, { ...module, programme: program.id });
        for (const group of module.groups) this.groups.set(String(group.id), { ...group, module: module.id });
      }
    }
  }

  group(id: string): Group | undefined {
    const group = this.groups.get(id);
    const module = this.modules.get(group?.module ?? -1);
    const programme = this.programmes.get(module?.programme ?? -1);
    if (!group || !module || !programme) return undefined;
    const provider = programme.organization.id;
    return {
      first: dayOf(group.date_start),
      last: dayOf(group.date_end),
      price: kopecksOf(module.price),
      norm: kopecksOf(module.normative_price),
      ageMinMonths: programme.age_group_min,
      ageMaxMonths: programme.age_group_max,
      direction: programme.direction_id,
      provider,
      module: module.id,
      places: group.max_children,
      payable: this.payable.get(provider) === true,
    };
  }
}

const kopecksOf = (roubles: string): bigint => {
  const [whole = '0', part = ''] = roubles.split('.');
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
};
