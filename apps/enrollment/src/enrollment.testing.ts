import { randomBytes } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { clockMigrations, DayRunner } from '@lib/clock';
import {
  catalogGroups,
  certificatesAccounts,
  certificatesProgrammes,
  encode,
  enrollmentContracts,
  type CatalogGroupsOutgoing,
  type CertificatesAccountsOutgoing,
  type CertificatesProgrammesOutgoing,
  type EnrollmentContractsMessage,
  type WireMessage,
} from '@lib/contracts';
import { migrate, type Database } from '@lib/database';
import { createHttpApp, type HttpAccess } from '@lib/http';
import { Clock, instant, newId, type Instant } from '@lib/kernel';
import { CopyLevel, Outbox, decoded } from '@lib/messaging';
import type { MailSettings } from '@lib/operations';
import { freshPostgres } from '../../../test/support/fresh-store.js';
import { AccountConsumer } from './account/account.consumer.js';
import type { NamedView } from './application/application.row.js';
import { enrollmentMigrations } from './enrollment.migrations.js';
import { EnrollmentModule } from './enrollment.module.js';
import { eraseForAge } from './erasure/erasure.commands.js';
import { GroupConsumer } from './group/group.consumer.js';
import type { Step } from './programme/domain/programme.js';
import { ProgrammeConsumer } from './programme/programme.consumer.js';

class StandingClock extends Clock {
  constructor(private at: Instant) {
    super();
  }
  now(): Instant {
    return this.at;
  }
  onJump(): () => void {
    return () => undefined;
  }
  set(at: Instant): void {
    this.at = at;
  }
}

/** Nothing is on its way to the service. */
/** Level with the owners unless told. */
class Level extends CopyLevel {
  arrived: () => Promise<boolean> = () => Promise.resolve(true);

  isLevel(): Promise<boolean> {
    return this.arrived();
  }
}

type Answered = { readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: Body };
// Whatever a service answered: the specs compare it whole.
type Body = NamedView & Readonly<Record<string, unknown>>;
type GroupData = CatalogGroupsOutgoing['data'];
type ProgrammeData = CertificatesProgrammesOutgoing['data'];
type AccountsData<Type> = Extract<CertificatesAccountsOutgoing, { type: Type }>['data'];

export const PROGRAMME = 'minusinsk-2020';
export const GROUP = '700000';

const aGroup: GroupData = {
  groupId: GROUP,
  moduleId: '900000',
  programmeId: '1067100',
  providerId: '22003',
  municipality: 2442,
  direction: 'technical',
  unit: 'kopeck',
  price: 502800,
  normativeCost: 402240,
  firstDay: '2020-10-02',
  lastDay: '2020-12-30',
  places: 15,
  payable: true,
  ageMinMonths: 132,
  ageMaxMonths: 216,
};
const aProgramme: ProgrammeData = {
  financingProgramme: PROGRAMME,
  municipality: 2442,
  timeZone: 'Asia/Krasnoyarsk',
  from: '2020-10-01',
  toExclusive: '2021-01-01',
  reserveAt: 'enrolment',
  terminationTakesEffect: 'end-of-month',
  certificateGroups: ['general'],
};

/** A database with the service's schema: the given one, or a fresh one on the server of the run. */
export const openDatabase = async (empty?: Database): Promise<Database> => {
  const database = empty ?? (await freshPostgres());
  await migrate(database, 'clock', clockMigrations);
  await migrate(database, 'enrollment', enrollmentMigrations);
  return database;
};

/** The service at noon of 2020-09-21, with nothing but a programme, the group 700000 and three children of 12 years. */
export const openEnrollment = async (
  database: Database,
  reserveAt: Step = 'enrolment',
  access: HttpAccess = 'open',
  mail?: MailSettings,
): Promise<RunningEnrollment> => {
  await database.query(
    `TRUNCATE clock.day_runs, enrollment.study_groups, enrollment.programmes, enrollment.people, enrollment.parents, enrollment.mail_news, enrollment.mailings, enrollment.children,
       enrollment.guardianships, enrollment.claim_codes, enrollment.processing_consents, enrollment.vault_keys,
       enrollment.reads, enrollment.erasures, enrollment.registrations, enrollment.merges, enrollment.bulk_jobs,
       enrollment.bulk_items, enrollment.applications,
       enrollment.consents, enrollment.certificates, enrollment.lesson_correction_contracts,
       enrollment.lesson_corrections, enrollment.lessons, enrollment.idempotency_keys, enrollment.inbox, enrollment.latest_states, enrollment.slow_messages, enrollment.outbox, enrollment.outbox_arrivals`,
  );
  const clock = new StandingClock(noon('2020-09-21'));
  const outbox = new Outbox(database, 'enrollment', [enrollmentContracts]);
  const level = new Level();
  const module = await EnrollmentModule.register({
    database,
    clock,
    outbox,
    vaultKeys: { present: randomBytes(32) },
    copyLevel: level,
    certificatesUrl: 'http://127.0.0.1:9',
    mail,
  });
  const app = await createHttpApp(module, { title: 'enrollment', description: '', access, logger: false });
  const enrollment = new RunningEnrollment(app, database, clock, outbox, level);
  await enrollment.programme({ reserveAt });
  await enrollment.group();
  await enrollment.importChildren(
    '1,2008-06-26,2442,general',
    '2,2008-06-26,2442,general',
    '3,2008-06-26,2442,general',
  );
  return enrollment;
};

const noon = (date: string): Instant => instant(`${date}T12:00:00+07:00`);

export class RunningEnrollment {
  private read = '';
  private states = 0;

  constructor(
    readonly app: NestFastifyApplication,
    readonly database: Database,
    private readonly clock: StandingClock,
    private readonly outbox: Outbox,
    readonly level: Level,
  ) {}

  /** Noon of a later date in Krasnoyarsk; nothing else happens. */
  date(date: string): void {
    this.clock.set(noon(date));
  }

  /** Erases a child; its key is gone. */
  erase(holderId: string): Promise<void> {
    return this.database.transaction((tx) => eraseForAge(tx, holderId, this.clock.now()));
  }

  /** An instant; nothing else happens. */
  at(at: string): void {
    this.clock.set(instant(at));
  }

  runJobs(): Promise<void> {
    return this.app.get(DayRunner).runAll();
  }

  async post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> {
    return this.ask('POST', path, { 'idempotency-key': newId(), ...headers }, body);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answered> {
    return this.ask('GET', path, headers);
  }

  async importChildren(...rows: readonly string[]): Promise<Answered> {
    const csv = ['childId,birthDate,municipality,category', ...rows].join('\n');
    return this.post('/children/imports', csv, { 'content-type': 'text/csv' });
  }

  async apply(childId = '1', asked: { groupId?: string; start?: string } = {}): Promise<NamedView> {
    return (await this.post('/applications', { childId, groupId: GROUP, start: '2020-10-02', ...asked })).body;
  }

  /** A step of an application; a conclusion comes with a paper on which the family consents to any co-payment of it. */
  async act(id: string, action: string, body?: unknown): Promise<Answered> {
    if (action === 'conclude') await this.consent(id);
    return this.post(`/applications/${id}/${action}`, body);
  }

  /** Records a paper with the consent of a family. */
  consent(id: string, coPaymentAtMostKopecks = 502800, headers: Record<string, string> = {}): Promise<Answered> {
    const paper = { number: '17/2020', signedOn: '2020-09-21' };
    const body = { coPaymentAtMostKopecks, textVersion: 'quote-1', paper };
    return this.post(`/applications/${id}/consent`, body, headers);
  }

  async application(id: string): Promise<NamedView> {
    return (await this.get(`/applications/${id}`)).body;
  }

  /** What the catalogue says of a group. */
  groupChanged(data: Partial<GroupData> = {}): WireMessage {
    const group = { ...aGroup, ...data };
    const message = { ...envelope(), type: 'group-changed' as const, key: group.groupId, data: group };
    return encode(catalogGroups, message, this.states++);
  }

  group(data: Partial<GroupData> = {}): Promise<void> {
    return this.app.get(GroupConsumer).take(this.groupChanged(data));
  }

  programme(data: Partial<ProgrammeData> = {}): Promise<void> {
    return this.app.get(ProgrammeConsumer).take(this.programmeRegistered(data));
  }

  /** What certificates say of a financing programme. */
  programmeRegistered(data: Partial<ProgrammeData> = {}): WireMessage {
    const programme = { ...aProgramme, ...data };
    const message = {
      ...envelope(),
      type: 'programme-registered' as const,
      key: programme.financingProgramme,
      data: programme,
    };
    return encode(certificatesProgrammes, message, this.states++);
  }

  deliver(wire: WireMessage): Promise<void> {
    return this.app.get(AccountConsumer).take(wire);
  }

  /** What certificates answers when the money is there. */
  fundsReserved({ id, holderId, start, lastDay }: NamedView): WireMessage {
    const data: AccountsData<'funds-reserved'> = {
      ...subject(id, holderId),
      start,
      lastDay: lastDay ?? start,
      fullPrice: 502800,
      share: 190000,
      coPayment: 312800,
      parts: [{ month: '2020-10', share: 190000, coPayment: 312800 }],
    };
    return encode(certificatesAccounts, { ...envelope(), type: 'funds-reserved', key: data.holder, data }, 1);
  }

  /** What certificates answers to a question of `told`: it bears the correction, or lacks money for it. */
  correctionAnswered(question: EnrollmentContractsMessage, lacking?: string): WireMessage {
    if (question.type !== 'lessons-correction-requested')
      throw new TypeError(`${question.type} asks for no correction`);
    const { contract, holder, on, correction, month } = question.data;
    const about = { contract, holder, on, financingProgramme: PROGRAMME, unit: 'kopeck' as const, correction, month };
    return encode(
      certificatesAccounts,
      lacking === undefined
        ? { ...envelope(), type: 'lessons-correction-held', key: holder, data: { ...about, setAside: 1 } }
        : {
            ...envelope(),
            type: 'lessons-correction-refused',
            key: holder,
            data: { ...about, certificateNumber: lacking, missing: 1 },
          },
      2,
    );
  }

  reservationRefused({ id, holderId }: NamedView, reason = 'insufficient-funds'): WireMessage {
    const data = { ...subject(id, holderId), reason };
    return encode(certificatesAccounts, { ...envelope(), type: 'reservation-refused', key: data.holder, data }, 1);
  }

  /** Any message of certificates about an application. */
  fromAccount({ id, holderId }: NamedView, type: CertificatesAccountsOutgoing['type'], data: object = {}): WireMessage {
    const message = { ...envelope(), type, key: holderId ?? '', data: { ...subject(id, holderId), ...data } };
    return encode(certificatesAccounts, message as CertificatesAccountsOutgoing, 1);
  }

  /** Sends the request for money of an application again, as if a time had passed without an answer. */
  async timePasses(): Promise<void> {
    await this.database.query(`UPDATE enrollment.applications SET asked_at = asked_at - interval '1 day'`);
  }

  /** The messages sent since the last call. */
  async told(): Promise<readonly EnrollmentContractsMessage[]> {
    const logged = await this.outbox.read(this.read === '' ? 'start' : this.read, 10_000);
    this.read = logged.at(-1)?.cursor ?? this.read;
    return logged.map(({ message }) => decoded(enrollmentContracts, message));
  }

  /** The database stays. */
  close(): Promise<void> {
    return this.app.close();
  }

  private async ask(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<Answered> {
    const payload = body === undefined ? {} : { payload: body as string | object };
    const answer = await this.app.inject({
      method,
      url,
      headers: { authorization: 'Bearer program', ...headers },
      ...payload,
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Body>() };
  }
}

const envelope = () => ({ id: newId(), time: '2020-09-21T05:00:00.000Z', recordedTime: '2020-09-21T05:00:00.000Z' });
const subject = (id: string, holderId: string | null) => ({
  holder: holderId ?? '',
  financingProgramme: PROGRAMME,
  contract: id,
  on: '2020-09-21',
  unit: 'kopeck' as const,
});
