import { Content, UnexpectedAnswer, type LedgerClient } from '@lib/client';
import { addMonths, earlierOf, firstDayOf, monthOf, startOfDay, type CalendarDate } from '@lib/kernel';
import type { LaterImport, RegionFolder, Step } from './region-folder.js';

/** What a service answered: as much as the season needs of it. */
type Reply = { readonly status: number; readonly body: unknown };

/** An application as enrolment has it. */
export type Application = {
  readonly id: string;
  readonly childId: string | null;
  readonly holderId: string | null;
  readonly state: string;
  readonly awaiting: string | null;
  readonly reason: string | null;
  readonly concludedOn: string | null;
};

export type ImportReport = {
  readonly rows: number;
  readonly taken: number;
  readonly refused: readonly {
    readonly reason: string;
    readonly message: string;
    readonly pointer?: string;
    readonly line?: number;
    readonly row?: number;
  }[];
};

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
    private readonly ledger: LedgerClient,
    /** Somebody else, who approves what is proposed through `ledger`. */
    private readonly second: LedgerClient,
    private readonly folder: RegionFolder,
    private readonly onProgress: (date: CalendarDate, done: number, of: number) => void,
    /** How often, for half a minute each, an answer that is a message away is waited for. */
    private readonly waitsMax = WAITS_MAX,
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
  applications(): Promise<readonly Application[]> {
    return Array.fromAsync(this.ledger.enrollment.items('GET /applications'));
  }

  private async importFirst(): Promise<{ programme: string } & Pick<Played['imports'], 'programs' | 'children'>> {
    const { region, programs, children } = this.folder;
    const registered = await this.ledger.certificates.call('POST /financing-programmes', {
      headers: { 'Idempotency-Key': 'region' },
      body: new Content(region),
    });
    if (registered.status !== 200 && registered.status !== 201) throw new UnexpectedAnswer('region.json', registered);
    return {
      programme: registered.body.programme,
      programs: await this.import({ name: 'programs.json', of: 'programs', file: programs }),
      children: await this.import({ name: 'children.csv', of: 'children', file: children }),
    };
  }

  // What an import changes is a message away from the service that acts on it.
  private async import({ name, of, file }: Pick<LaterImport, 'name' | 'of' | 'file'>): Promise<ImportReport> {
    const headers = { 'Idempotency-Key': name };
    const answer =
      of === 'programs'
        ? await this.ledger.catalog.call('POST /imports', { headers, body: new Content(file) })
        : await this.ledger.enrollment.call('POST /children/imports', { headers, body: new Content(file, 'text/csv') });
    if (answer.status !== 200) throw new UnexpectedAnswer(name, answer);
    await this.quiet();
    return answer.body;
  }

  private async take(step: Step): Promise<void> {
    const key = `line ${step.line}`;
    if (step.action === 'lessons' || step.action === 'correct') return this.report(step, key);
    const id = this.ids.get(step.application);
    if (step.action === 'conclude' && id !== undefined) await this.recordConsent(step, id, key);
    const reply =
      step.action === 'apply' || id !== undefined ? await this.send(() => this.act(step, id ?? '', key)) : UNKNOWN;
    if (isRejected(expect(key, reply, [200, 201, ...REJECTED]))) this.rejected += 1;
    else {
      const application = settled(reply);
      if (step.action === 'apply') this.ids.set(step.application, application.id);
    }
  }

  /**
   * A timeline tells of no consents: before each conclusion the provider records the paper that the family has signed. What
   * the family pays is never above the price of the module, so the paper changes nothing in a season.
   */
  private async recordConsent({ date, line }: Step, id: string, key: string): Promise<void> {
    const { enrollment } = this.ledger;
    const path = { id };
    const shown = await enrollment.call('GET /applications/{id}', { path });
    if (shown.status !== 200) throw new UnexpectedAnswer(`application of ${key}`, shown);
    const { terms } = shown.body;
    if (!terms) return;
    const paper = { number: `${line}`, signedOn: date };
    const body = { coPaymentAtMostKopecks: terms.priceKopecks, textVersion: CONSENT_TEXT, paper };
    const headers = { 'Idempotency-Key': `${key}, consent` };
    // Whatever keeps it from being recorded keeps the contract from being concluded, and is counted there.
    expect(key, await enrollment.call('POST /applications/{id}/consent', { headers, path, body }), [200, ...REJECTED]);
  }

  /** What the timeline says goes out as it is: the service says what is wrong with it. */
  private act({ action, child, group, start, detail }: Step, id: string, key: string): Promise<Reply> {
    const { enrollment } = this.ledger;
    const headers = { 'Idempotency-Key': key, Prefer: `wait=${WAIT_SECONDS}` };
    const path = { id };
    switch (action) {
      case 'apply':
        return enrollment.call('POST /applications', { headers, body: { childId: child, groupId: group, start } });
      case 'terminate': {
        const notice = { by: detail as 'family' | 'provider', ...(start === '' ? {} : { on: start }) };
        return enrollment.call('POST /applications/{id}/terminate', { headers, path, body: notice });
      }
      case 'lessons':
      case 'correct':
        throw new TypeError(`${action} is no step of an application`);
      default:
        return enrollment.call(`POST /applications/{id}/${action}`, { headers, path });
    }
  }

  private async report({ action, group, start, detail }: Step, key: string): Promise<void> {
    const { enrollment } = this.ledger;
    const [held = NaN, planned = NaN] = detail.split('/').map(Number);
    const lessons = { groupId: group, month: start.slice(0, 7), held, planned };
    const headers = { 'Idempotency-Key': key };
    const reply =
      action === 'correct'
        ? await this.correct({ ...lessons, reason: CORRECTION_REASON }, key)
        : await this.send(() => enrollment.call('POST /lessons', { headers, body: lessons }));
    if (isAwaiting(expect(key, reply, [200, 201, ...REJECTED])))
      throw new UnexpectedAnswer(`the correction of ${key} still waits`, reply);
    if (isRejected(reply) || isRefused(reply)) this.rejected += 1;
  }

  private async correct(body: Correction, key: string): Promise<Reply> {
    const proposed = await this.send(() =>
      this.ledger.enrollment.call('POST /lessons/corrections', { headers: { 'Idempotency-Key': key }, body }),
    );
    if (proposed.status !== 201) return proposed;
    const { id } = proposed.body as { readonly id: string };
    const headers = { 'Idempotency-Key': `approve ${key}`, Prefer: `wait=${WAIT_SECONDS}` };
    return this.send(() =>
      this.second.enrollment.call('POST /lessons/corrections/{id}/approve', { headers, path: { id } }),
    );
  }

  // The answer of certificates is a message away, and further when a process that has it in hand dies: the same request
  // waits once more.
  private async send(ask: () => Promise<Reply>): Promise<Reply> {
    for (let waits = 1; ; waits++) {
      const reply = await ask();
      if (waits === this.waitsMax || !isAwaiting(reply)) return reply;
    }
  }

  private async setDate(date: CalendarDate): Promise<void> {
    const now = startOfDay(date, this.folder.season.timeZone);
    expect(`clock ${date}`, await this.ledger.enrollment.call('PUT /clock', { body: { now } }), [200]);
  }

  // A message may cause another one in a service that has just been found idle, so idleness must last.
  private async quiet(): Promise<void> {
    const { catalog, enrollment, certificates } = this.ledger;
    for (let rounds = 0; rounds < QUIET_ROUNDS; rounds++)
      for (const service of [catalog, enrollment, certificates]) {
        const lag = await service.call('GET /messaging/lag');
        if (lag.status !== 200) throw new UnexpectedAnswer('lag', lag);
        if (lag.body.lag > 0) rounds = -1;
      }
  }
}

type Correction = {
  readonly groupId: string;
  readonly month: string;
  readonly held: number;
  readonly planned: number;
  readonly reason: typeof CORRECTION_REASON;
};

/** A timeline does not say why somebody's numbers were wrong. */
const CORRECTION_REASON = 'typing-error';

/** The text on the papers. */
const CONSENT_TEXT = 'quote-1' as const;

/** How a service says no to an action: it is malformed, names something unknown, or the rules do not allow it now. */
const REJECTED = [400, 404, 409, 422];
const UNKNOWN: Reply = { status: 404, body: undefined };

const isRejected = ({ status }: Reply): boolean => REJECTED.includes(status);

/** A correction that the certificates cannot bear. */
const isRefused = ({ status, body }: Reply): boolean => status === 200 && (body as Awaiting).state === 'refused';

const isAwaiting = ({ status, body }: Reply): boolean => {
  if (status !== 200 && status !== 201) return false;
  const { awaiting = null, state } = body as Awaiting;
  return awaiting !== null || state === 'pending';
};
/** Of an application, or of a correction. */
type Awaiting = { readonly awaiting?: string | null; readonly state?: string };

// The next action of the season comes after the answer of certificates.
const settled = (reply: Reply): Application => {
  const application = reply.body as Application;
  if (application.awaiting === null) return application;
  throw new UnexpectedAnswer(`application ${application.id} still waits for ${application.awaiting}`, reply);
};

const expect = (what: string, reply: Reply, statuses: readonly number[]): Reply => {
  if (!statuses.includes(reply.status)) throw new UnexpectedAnswer(what, reply);
  return reply;
};

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
