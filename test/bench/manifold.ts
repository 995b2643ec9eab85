import type { RegionFiles } from '../model/region-files.js';

/** Beyond any id of a sample: what is added to the ids of a further copy. */
const APART = 100_000_000;

type Numbered = { readonly id: number };
type Programme = Numbered & { readonly modules: readonly (Numbered & { readonly groups: readonly Numbered[] })[] };
type Entry = { readonly data: { readonly program: Programme } };

/**
 * A season in which each child, programme, group and application of another is there so many times, day by day beside
 * each other, and certificates are enough for all. The first of each has the names of the original.
 */
export const manifold = (files: RegionFiles, times: number): RegionFiles => {
  const copies = Array.from({ length: times }, (_, copy) => copy);
  const name = (of: string, copy: number): string => (of === '' || copy === 0 ? of : `${of}-${copy}`);
  const number = (id: string, copy: number): string => (id === '' ? id : String(Number(id) + copy * APART));
  const entries = JSON.parse(files.programs) as readonly Entry[];
  return {
    region: JSON.stringify(
      JSON.parse(files.region, (key, value) =>
        /^(count|sum)Limit/.test(key) && value !== null ? value * times : value,
      ),
    ),
    programs: JSON.stringify(copies.flatMap((copy) => entries.map((entry) => renumbered(entry, copy * APART)))),
    children: rows(files.children, ([child = '', ...of]) => copies.map((copy) => [name(child, copy), ...of])),
    timeline: rows(files.timeline, ([date = '', action = '', application = '', child = '', group = '', ...of]) =>
      copies.map((copy) => [date, action, name(application, copy), name(child, copy), number(group, copy), ...of]),
    ),
  };
};

const renumbered = ({ data, ...entry }: Entry, by: number): Entry => {
  const apart = <One extends Numbered>(one: One): One => ({ ...one, id: one.id + by });
  const modules = data.program.modules.map((module) => ({ ...apart(module), groups: module.groups.map(apart) }));
  return { ...entry, data: { ...data, program: { ...apart(data.program), modules } } };
};

/** The header, and for each line those that take its place. The samples' CSV has no quotes. */
const rows = (csv: string, instead: (fields: readonly string[]) => readonly (readonly string[])[]): string => {
  const [header = '', ...lines] = csv.trim().split(/\r?\n/);
  return [header, ...lines.flatMap((line) => instead(line.split(','))).map((fields) => fields.join(',')), ''].join(
    '\n',
  );
};
