import { addMonths, earlierOf, firstDayOf, monthOf, startOfDay, type CalendarDate } from '@lib/kernel';
import { z } from 'zod';
import { UnexpectedReply, type Api, type Reply } from './api.js';
import type { LaterImport, RegionFolder, Step } from './region-folder.js';

const application = z.object({
  id: z.string(),
  childId: z.string().nullable(),
  holderId: z.string().nullable(),
  state: z.string(),
  awaiting: z.string().nullable(),
  reason: z.string().nullish(),
  concludedOn: z.string().nullish(),
});
export type Application = z.output<typeof application>;

const correction = z.object({ certificatesLacking: z.array(z.string()), state: z.string() });

const page = z.object({ items: z.array(application), next: z.string().optional() });
const importReport = z.object({
  rows: z.number(),
  taken: z.number(),
  refused: z.array(
    z.object({
      reason: z.string(),
      message: z.string(),
      pointer: z.string().optional(),
      line: z.number().optional(),
      row: z.number().optional(),
    }),
  ),
});
export type ImportReport = z.output<typeof importReport>;

export type Played = {
  readonly programme: string;
  readonly imports: {
    readonly programs: ImportReport;
    readonly children: ImportReport;
    /** What was imported in between, as it came. */
    readonly later: readonly (Omit<LaterImport, 'file'> & { readonly report: ImportReport })[];
  };
  readonly rejectedActions: number;
};

const WAIT_SECONDS = 30;
const WAITS_MAX = 4;
const QUIET_ROUNDS = 4;

/** Plays a season through the HTTP interfaces, one action after the other, as the families and providers came. */
export class Player {
  private readonly ids = new Map<string, string>();
  private rejected = 0;

  constructor(
    private readonly api: Api,
    private readonly folder: RegionFolder,
    private readonly onProgress: (date: CalendarDate, done: number, of: number) => void,
  ) {}

  async play(): Promise<Played> {
    const { season, steps, imports } = this.folder;
    let today = [season.periodEnd, ...steps.slice(0, 1), ...imports.slice(0, 1)]
      .map((one) => (typeof one === 'string' ? one : one.date))
      .reduce(earlierOf);
    await this.setDate(today);
    const first = await this.importFirst();
    const later: Played['imports']['later'][number][] = [];
    let done = 0;
    for (const event of inOrder(imports, steps)) {
      for (const date of daysBetween(today, event.date)) await this.setDate(date);
      if (event.date !== today) {
        await this.setDate(event.date);
        this.onProgress(event.date, done, steps.length);
      }
      today = event.date;
      if ('action' in event) {
        await this.take(event);
        done += 1;
      } else {
        const { name, date, of } = event;
        later.push({ name, date, of, report: await this.import(event) });
      }
    }
    for (const date of daysBetween(today, season.periodEnd)) await this.setDate(date);
    if (today < season.periodEnd) await this.setDate(season.periodEnd);
    await this.quiet();
    this.onProgress(season.periodEnd, done, steps.length);
    const { programme, programs, children } = first;
    return { programme, imports: { programs, children, later }, rejectedActions: this.rejected };
  }

  /** Every application, as enrolment has it in the end. */
  async applications(): Promise<readonly Application[]> {
    const all: Application[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const reply = await this.api.get('enrollment', `/applications?limit=500${next && `&cursor=${next}`}`);
      const { items, next: following } = page.parse(expect('applications', reply, [200]).body);
      all.push(...items);
      next = following;
    }
    return all;
  }

  private async importFirst(): Promise<{ programme: string } & Pick<Played['imports'], 'programs' | 'children'>> {
    const { region, programs, children } = this.folder;
    const registered = await this.api.post('certificates', '/financing-programmes', 'region', region);
    const { programme } = z.object({ programme: z.string() }).parse(expect('region.json', registered, [200, 201]).body);
    return {
      programme,
      programs: await this.import({ name: 'programs.json', of: 'programs', file: programs }),
      children: await this.import({ name: 'children.csv', of: 'children', file: children }),
    };
  }

  // What an import changes is a message away from the service that acts on it.
  private async import({ name, of, file }: Pick<LaterImport, 'name' | 'of' | 'file'>): Promise<ImportReport> {
    const reply =
      of === 'programs'
        ? await this.api.post('catalog', '/imports', name, file)
        : await this.api.post('enrollment', '/children/imports', name, file, { type: 'text/csv' });
    const report = importReport.parse(expect(name, reply, [200, 201]).body);
    await this.quiet();
    return report;
  }

  private async take(step: Step): Promise<void> {
    const key = `line ${step.line}`;
    if (step.action === 'lessons' || step.action === 'correct') return this.report(step, key);
    if (step.action === 'apply') {
      const reply = await this.send('/applications', key, {
        childId: step.child,
        groupId: step.group,
        start: step.start,
      });
      if (isRejected(expect(key, reply, [200, 201, ...REJECTED]))) this.rejected += 1;
      else this.ids.set(step.application, (await this.settled(reply)).id);
      return;
    }
    const id = this.ids.get(step.application);
    const body = step.action === 'terminate' ? noticeOf(step) : {};
    const reply = id === undefined ? UNKNOWN : await this.send(`/applications/${id}/${step.action}`, key, body);
    if (isRejected(expect(key, reply, [200, 201, ...REJECTED]))) this.rejected += 1;
    else await this.settled(reply);
  }

  private async report({ action, group, start, detail }: Step, key: string): Promise<void> {
    const [held, planned] = detail.split('/').map(Number);
    const lessons = { groupId: group, month: start.slice(0, 7), held, planned };
    const reply =
      action === 'correct'
        ? await this.send('/lessons/corrections', key, { ...lessons, reason: CORRECTION_REASON })
        : await this.send('/lessons', key, lessons);
    if (isAwaiting(expect(key, reply, [200, 201, ...REJECTED])))
      throw new UnexpectedReply(`the correction of ${key} still waits`, reply);
    if (isRejected(reply) || isRefused(reply)) this.rejected += 1;
  }

  // The answer of certificates is a message away, and further when a process that has it in hand dies: the same request
  // waits once more.
  private async send(path: string, key: string, body: object): Promise<Reply> {
    for (let waits = 1; ; waits++) {
      const options = { waitSeconds: WAIT_SECONDS };
      const reply = await this.api.post('enrollment', path, key, JSON.stringify(body), options);
      if (waits === WAITS_MAX || !isAwaiting(reply)) return reply;
    }
  }

  // The next action of the season comes after the answer of certificates.
  private async settled(reply: Reply): Promise<Application> {
    const answer = application.parse(reply.body);
    if (answer.awaiting === null) return answer;
    throw new UnexpectedReply(`application ${answer.id} still waits for ${answer.awaiting}`, reply);
  }

  private async setDate(date: CalendarDate): Promise<void> {
    const now = startOfDay(date, this.folder.season.timeZone);
    expect(`clock ${date}`, await this.api.put('enrollment', '/clock', { now }), [200]);
  }

  // A message may cause another one in a service that has just been found idle, so idleness must last.
  private async quiet(): Promise<void> {
    for (let rounds = 0; rounds < QUIET_ROUNDS; rounds++)
      for (const service of ['catalog', 'enrollment', 'certificates'] as const) {
        const reply = await this.api.get(service, '/messaging/lag');
        const { lag } = z.object({ lag: z.number() }).parse(expect('lag', reply, [200]).body);
        if (lag > 0) rounds = -1;
      }
  }
}

/** A timeline does not say why somebody's numbers were wrong. */
const CORRECTION_REASON = 'typing-error';

/** How a service says no to an action: it is malformed, names something unknown, or the rules do not allow it now. */
const REJECTED = [400, 404, 409, 422];
const UNKNOWN: Reply = { status: 404, body: undefined };

const isRejected = ({ status }: Reply): boolean => REJECTED.includes(status);

/** A correction that the certificates cannot bear. */
const isRefused = ({ body }: Reply): boolean => correction.safeParse(body).data?.state === 'refused';

const isAwaiting = ({ body }: Reply): boolean =>
  (application.safeParse(body).data?.awaiting ?? null) !== null || correction.safeParse(body).data?.state === 'pending';

const expect = (what: string, reply: Reply, statuses: readonly number[]): Reply => {
  if (!statuses.includes(reply.status)) throw new UnexpectedReply(what, reply);
  return reply;
};

const noticeOf = ({ detail, start }: Step): object => ({ by: detail, ...(start === '' ? {} : { on: start }) });

/** What happens to the season, imports before the actions of their date. */
const inOrder = (imports: readonly LaterImport[], steps: readonly Step[]): readonly (LaterImport | Step)[] => {
  const events: (LaterImport | Step)[] = [];
  let next = 0;
  for (const step of steps) {
    for (let file = imports[next]; file && file.date <= step.date; file = imports[next]) {
      events.push(file);
      next += 1;
    }
    events.push(step);
  }
  return [...events, ...imports.slice(next)];
};

/** The firsts of the months strictly between two dates: days on which something happens though nobody acts. */
const daysBetween = (after: CalendarDate, before: CalendarDate): readonly CalendarDate[] => {
  const days: CalendarDate[] = [];
  for (let m = addMonths(monthOf(after), 1); firstDayOf(m) < before; m = addMonths(m, 1)) days.push(firstDayOf(m));
  return days;
};
