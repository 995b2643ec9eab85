import { Refused, atMost, orRefused } from '../page/answers.js';
import type { Visit } from '../page/visit.js';

export const CHILDREN_SHOWN = 50;

/** A child of the family that looks. */
export type Child = {
  readonly childId: string;
  readonly holderId: string;
  /** As a family says it, `Мария Иванова`; the id of the register where nobody has told a name. */
  readonly called: string;
  /** As papers have it, `Иванова Мария Петровна`; undefined where nobody has told a name. */
  readonly fullName: string | undefined;
};

/** The children whom the visitor acts for, by name. Names stand on pages and papers, never in titles and addresses. */
export const childrenOf = async (visit: Visit): Promise<readonly Child[]> => {
  const guarded = await atMost(visit.ledger.enrollment.items('GET /guardianships'), CHILDREN_SHOWN);
  const own = [...new Map(guarded.map((one) => [one.holderId, one])).values()];
  return Promise.all(own.map(({ childId, holderId }) => named(visit, childId, holderId)));
};

/** The child that the address names. @throws Refused 404: it is none of this family's */
export const childOf = async (visit: Visit): Promise<Child> => {
  const { ledger, params } = visit;
  const guarded = await atMost(ledger.enrollment.items('GET /guardianships'), CHILDREN_SHOWN);
  const child = guarded.find(({ holderId }) => holderId === params['holder']);
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
