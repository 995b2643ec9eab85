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

/** At most so many items of a list. */
export const atMost = async <Item>(items: AsyncIterable<Item>, count: number): Promise<readonly Item[]> => {
  const some: Item[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length >= count) break;
  }
  return some;
};
