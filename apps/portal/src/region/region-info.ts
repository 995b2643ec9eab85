import { z } from 'zod';

const word = (max: number) => z.string().trim().min(1).max(max);
const address = z.url({ protocol: /^https?$/ }).max(500);

/** What a region says of itself in the cabinet: the section `portal` of its region file (samples/README.md). */
const portalSection = z.strictObject({
  /** What stands at the head of every page in place of our words. */
  title: word(80).optional(),
  operator: word(200),
  address: word(500).optional(),
  phone: word(50).optional(),
  email: z.email().max(254).optional(),
  hours: word(200).optional(),
  /** Said on the front page: from when applications are taken, what changes. */
  notice: word(1000).optional(),
  /** How one goes about it here, a step each. */
  guide: z.array(word(500)).max(20).optional(),
  links: z
    .array(z.strictObject({ text: word(200), url: address }))
    .max(10)
    .optional(),
});

export type RegionInfo = z.output<typeof portalSection>;

/** Nothing is said that is wrong: every fault of the section is named. */
export class RegionInfoFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`portal section of the region file: ${faults.join('; ')}`);
    this.name = 'RegionInfoFaults';
  }
}

/** The section of a region file; undefined: it has none. @param file its text @throws RegionInfoFaults */
export const regionInfoIn = (file: string): RegionInfo | undefined => {
  const section = sectionIn(file);
  if (section === undefined) return undefined;
  const parsed = portalSection.safeParse(section);
  if (parsed.success) return parsed.data;
  throw new RegionInfoFaults(parsed.error.issues.map(({ path, message }) => `/portal/${path.join('/')}: ${message}`));
};

const sectionIn = (file: string): unknown => {
  try {
    return (JSON.parse(file) as { readonly portal?: unknown } | null)?.portal;
  } catch {
    throw new RegionInfoFaults(['it is no JSON']);
  }
};
