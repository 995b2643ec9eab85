import { Refused, atMost, orRefused } from '../page/answers.js';
import type { Visit } from '../page/visit.js';

const CHILDREN_SHOWN = 50;

/** A child of the family that looks. */
export type Child = {
  readonly childId: string;
  readonly holderId: string;
  /** As a family says it, `Мария Иванова`; the id of the register where nobody has told a name. */
  readonly called: string;
  /** As papers have it, `Иванова Мария Петровна`; undefined where nobody has told a name. */
  readonly fullName: string | undefined;
};

/** Whom the visitor acts for, by the ids of the register and the ledger. */
export const guardedBy = ({ ledger }: Pick<Visit, 'ledger'>) =>
  atMost(ledger.enrollment.items('GET /guardianships'), CHILDREN_SHOWN);
export type Guarded = Awaited<ReturnType<typeof guardedBy>>[number];

/** The children whom the visitor acts for, by name. Names stand on pages and papers, never in titles and addresses. */
export const childrenOf = async (visit: Visit): Promise<readonly Child[]> => {
  const guarded = await guardedBy(visit);
  const own = [...new Map(guarded.map((one) => [one.holderId, one])).values()];
  return Promise.all(own.map(({ childId, holderId }) => named(visit, childId, holderId)));
};

/** The child that the address names, among those whom the visitor acts for. @throws Refused 404: it is none of this family's */
export const childOf = async (visit: Visit, guarded?: readonly Guarded[]): Promise<Child> => {
  const child = (guarded ?? (await guardedBy(visit))).find(({ holderId }) => holderId === visit.params['holder']);
  if (!child) throw new Refused(404, undefined);
  return named(visit, child.childId, child.holderId);
};

const named = async (visit: Visit, childId: string, holderId: string): Promise<Child> => {
  // Without its name a page is still of use.
  const name = await orRefused(() => visit.names.nameOf(visit, childId));
  if (name === undefined || name instanceof Refused)
    return { childId, holderId, called: visit.words.say('family.child', { childId }), fullName: undefined };
  const { lastName, firstName, middleName } = name;
  return {
    childId,
    holderId,
    called: `${firstName} ${lastName}`,
    fullName: [lastName, firstName, middleName].filter((part) => part !== '').join(' '),
  };
};

/** What the family calls whom the register or the ledger names. */
export const calledBy = (children: readonly Child[], holderId: string | null): string =>
  children.find((child) => child.holderId === holderId)?.called ?? '—';
