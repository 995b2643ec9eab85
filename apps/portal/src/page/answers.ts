/** A service refused: what it says is for the reader, in his language. */
export class Refused extends Error {
  readonly reason: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly faults: readonly { readonly pointer: string; readonly message: string }[];

  constructor(
    readonly status: number,
    body: unknown,
  ) {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as {
      readonly type?: string;
      readonly title?: string;
      readonly detail?: string;
      readonly errors?: Refused['faults'];
    };
    super(`${status} ${problem.type ?? 'no problem'}`);
    this.reason = (problem.type ?? '').replace('/problems/', '');
    this.title = problem.title ?? '';
    this.detail = problem.detail;
    this.faults = problem.errors ?? [];
  }

  /** As a body that says the same. */
  asProblem(): object {
    const { reason, title, detail, faults } = this;
    return { type: `/problems/${reason}`, title, detail, errors: faults };
  }
}

type Answered = { readonly status: number; readonly body: unknown };
type Good<One> = One extends { readonly status: 200 | 201 | 202; readonly body: infer Body } ? Body : never;

/** The body of an answer that is good. @throws Refused */
export const taken = <One extends Answered>(answer: One): Good<One> => {
  if (answer.status >= 200 && answer.status < 300) return answer.body as Good<One>;
  throw new Refused(answer.status, answer.body);
};

/** The same, and undefined where there is no such thing. @throws Refused */
export const found = <One extends Answered>(answer: One): Good<One> | undefined =>
  answer.status === 404 ? undefined : taken(answer);

const AWAY = new Refused(503, undefined);

/** What was asked for, or why a service refused it. @throws whatever is no answer to the reader: a login that has ended, a service that is away */
export const orRefused = async <One>(work: () => Promise<One>): Promise<One | Refused> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused && error.status !== 401 && error.status < 500) return error;
    throw error;
  }
};

/**
 * Each of several things asked for, with what came of it: one that fails does not hide what became of the others.
 * @throws Refused when the login has ended
 */
export const eachOrRefused = <Item, One>(
  items: readonly Item[],
  work: (item: Item) => Promise<One>,
): Promise<readonly (readonly [Item, One | Refused])[]> =>
  Promise.all(
    items.map(async (item) => {
      try {
        return [item, await work(item)] as const;
      } catch (error) {
        if (error instanceof Refused && error.status === 401) throw error;
        return [item, error instanceof Refused ? error : AWAY] as const;
      }
    }),
  );

/** At most so many items of a list. */
export const atMost = async <Item>(items: AsyncIterable<Item>, count: number): Promise<readonly Item[]> => {
  const some: Item[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length >= count) break;
  }
  return some;
};
