/** A package as package-lock.json has it. */
export type LockedPackage = {
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
};

/** What a checkout says of the packages it needs. */
export type Supply = {
  /** By their places: `node_modules/pg`. */
  readonly packages: Readonly<Record<string, LockedPackage>>;
  /** Whose install script npm runs (true) and whose it leaves (false). */
  readonly allowScripts: Readonly<Record<string, boolean>>;
  /** The licence that an installed package names itself; undefined where it is not installed. */
  readonly licenceAt: (place: string) => string | undefined;
};

/** With these a package may be given on with ours, also in what is closed, without a word to anybody. */
const LICENCES = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'PostgreSQL',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]);

/** Packages with another licence, each for its reason. */
const LICENCES_OF: Readonly<
  Record<string, { readonly licence: string | undefined; readonly because: string } | undefined>
> = {
  '@expo-google-fonts/pt-sans': {
    licence: 'MIT AND OFL-1.1',
    because: 'a font: the SIL Open Font License lets it be embedded in papers and given on, not sold by itself',
  },
  'png-js': {
    licence: undefined,
    because: 'its manifest names none, its file LICENSE is the MIT licence; pdfkit needs it',
  },
  nodemailer: {
    licence: 'MIT-0',
    because: 'the MIT licence without its one condition, that it be given on with the code (docs/adr/0054)',
  },
  argparse: {
    licence: 'Python-2.0',
    because: 'permissive, from the time when it was translated from Python; js-yaml of @nestjs/swagger needs it',
  },
};

/** Whose install scripts run, each for its reason. */
const SCRIPTS_OF: Readonly<Record<string, string>> = {
  node: 'fetches the Node of the platform (docs/adr/0006-bring-node-26-from-npm.md)',
};

/** What is wrong with the packages that run (licences) and with all of them (origin, install scripts): `name: what`. */
export const supplyFaults = ({ packages, allowScripts, licenceAt }: Supply): readonly string[] => {
  const faults: string[] = [];
  const all = Object.entries(packages).filter(([place]) => place !== '');
  const named = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const excepted = new Set<string>();
  for (const [place, { license, resolved, integrity, dev, hasInstallScript }] of all) {
    const name = named(place);
    if (!integrity?.startsWith('sha512-')) faults.push(`${name}: no sha512 of its content`);
    if (resolved !== undefined && !/^https:\/\/[^/]+\/.*\.tgz$/.test(resolved))
      faults.push(`${name}: not from a registry: ${resolved}`);
    if (hasInstallScript === true && allowScripts[name] === undefined)
      faults.push(`${name}: an install script that allowScripts does not know`);
    if (dev === true) continue;
    const exception = LICENCES_OF[name];
    for (const licence of new Set([license, licenceAt(place) ?? license])) {
      if (exception && exception.licence === licence) excepted.add(name);
      else if (!isFree(licence)) faults.push(`${name}: licence ${licence ?? 'of nobody'}`);
    }
  }
  const scripts = new Set(all.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => named(place)));
  for (const [name, runs] of Object.entries(allowScripts)) {
    if (runs && SCRIPTS_OF[name] === undefined) faults.push(`${name}: its install script runs, and nobody says why`);
    if (!scripts.has(name)) faults.push(`${name}: in allowScripts, and has no install script`);
  }
  for (const name of Object.keys(LICENCES_OF))
    if (!excepted.has(name)) faults.push(`${name}: an exception that is not needed`);
  return faults;
};

/** Of an SPDX expression: of alternatives one must be free, of parts all. */
const isFree = (licence: string | undefined): boolean =>
  licence !== undefined &&
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((parts) => parts.split(' AND ').every((part) => LICENCES.has(part.trim())));
