import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '@lib/database';
import { instant, newId } from '@lib/kernel';
import type { MailSettings } from '@lib/operations';
import { SMTPServer } from 'smtp-server';
import { authority, type Identity } from '../../../../test/support/authority.js';
import { openDatabase, openEnrollment, type RunningEnrollment } from '../enrollment.testing.js';
import { eraseParent } from '../parent/parent.commands.js';
import { parentOf, insertParent, type Parent } from '../parent/parent.store.js';
import { Vault } from '../vault/vault.js';
import { MailRun } from './mail.run.js';
import { MAIL_PACE } from './mail.store.js';
import { MailNotTaken, type Mail } from './mailer.js';
import { News } from './news.js';
import { SmtpMailer } from './smtp.js';

type Taken = { readonly to: readonly string[]; readonly text: string };

let database: Database;
let service: RunningEnrollment;
let smtp: SMTPServer;
let settings: MailSettings;
let mailer: SmtpMailer;
let taken: Taken[] = [];
let failures: unknown[] = [];
/** What the server says of the next envelopes: a status, or nothing. */
let refusals: number[] = [];

/** The text of a quoted-printable mail. */
const plain = (mail: string): string =>
  Buffer.from(
    mail
      .replaceAll('=\r\n', '')
      .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

/** No pause anywhere: what is noted is due. */
const AT_ONCE = { gatherMs: 0, restMs: 0, againMs: 0 };

beforeAll(async () => {
  database = await openDatabase();
  smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _, done) => {
      const status = refusals.shift();
      done(status === undefined ? null : Object.assign(new Error(`no ${address} here`), { responseCode: status }));
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), text: plain(Buffer.concat(parts).toString()) });
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  const server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { readonly port: number };
  settings = {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: 'cabinet@region.example',
    cabinetUrl: 'https://kruzhki.example',
  };
  mailer = new SmtpMailer(settings);
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(resolve));
  await database.close();
});
beforeEach(async () => {
  service = await openEnrollment(database, 'enrolment', 'open', settings);
  // Each test takes the turns itself.
  await service.app.get(MailRun).stop();
  [taken, failures, refusals] = [[], [], []];
});
afterEach(() => service.close());

const OLGA: Parent = { lastName: 'Зверева', firstName: 'Ольга', email: 'zvereva@example.org', mailNews: true };

const DEBIT = { month: '2020-10', debited: 100, returned: 0 };

/** A parent of the child 1, as it says itself. */
const parentWho = async (said: Parent = OLGA): Promise<string> => {
  const person = newId();
  const vault = service.app.get(Vault);
  await database.transaction((tx) =>
    insertParent(tx, vault, { person, said, version: newId() }, instant('2020-09-21T05:00:00Z')),
  );
  await database.query(
    `INSERT INTO enrollment.guardianships (id, holder_id, person, relation, since)
     SELECT $1, holder_id, $2, 'guardian', now() FROM enrollment.children WHERE holder_id = $3`,
    [newId(), person, await holder()],
  );
  return person;
};
const holder = async (): Promise<string> => (await service.get('/children/1')).body.holderId ?? '';
const batchNow = async (): Promise<string> =>
  (await database.query<{ batch: string }>('SELECT batch FROM enrollment.mailings'))[0]?.batch ?? '';
const runWith = (pace = AT_ONCE): MailRun =>
  new MailRun(database, service.app.get(Vault), mailer, (error) => void failures.push(error), pace);
const turn = (pace = AT_ONCE): Promise<void> => runWith(pace).turn(mailer);
const note = async (): Promise<void> => new News(true).note(database, [await holder()]);

describe('a parent who wants mail', () => {
  it('is told that there is news and where, and nothing else of anybody', async () => {
    await parentWho();
    const { id } = await service.apply('1');
    await turn();
    expect(taken).toEqual([]);
    await service.act(id, 'accept');
    await turn();
    expect(taken).toMatchObject([{ to: ['zvereva@example.org'] }]);
    const { text = '' } = taken[0] ?? {};
    expect(text).toContain('В личном кабинете есть новости');
    expect(text).toContain('https://kruzhki.example/family/news');
    expect(text).toContain('https://kruzhki.example/family/mail');
    const unseen = text.replaceAll('zvereva@example.org', '');
    for (const personal of [id, await holder(), 'Зверева', 'Ольга', '502800', '5 028'])
      expect(unseen).not.toContain(personal);
  });

  it('gets one mail of what comes together, and no other until there is something new', async () => {
    await parentWho();
    await note();
    await note();
    await turn();
    await turn();
    expect(taken).toHaveLength(1);
    await note();
    await turn();
    expect(taken).toHaveLength(2);
  });

  it('waits until news has been gathered, and between two mails', async () => {
    await parentWho();
    await note();
    await turn(MAIL_PACE);
    expect(taken).toEqual([]);
    await database.query('UPDATE enrollment.mailings SET due_at = now()');
    await turn(MAIL_PACE);
    await note();
    await turn(MAIL_PACE);
    expect(taken).toHaveLength(1);
    const [row] = await database.query<{ rests: boolean }>(
      `SELECT due_at > now() + interval '5 hours' AS rests FROM enrollment.mailings`,
    );
    expect(row?.rests).toBe(true);
  });

  it('is told of a debit, and that a certificate ends', async () => {
    await parentWho();
    const application = await service.apply('1');
    await service.deliver(service.fromAccount(application, 'month-debited', DEBIT));
    await turn();
    expect(taken).toHaveLength(1);
    await database.query('INSERT INTO enrollment.certificates VALUES ($1, $2)', [await holder(), 'minusinsk-2020']);
    service.date('2020-12-02');
    await service.runJobs();
    await turn();
    expect(taken).toHaveLength(2);
  });
});

it('whoever did not ask for mail gets none, nor whoever takes it back before it is sent', async () => {
  await parentWho({ lastName: 'Ли', firstName: 'Вера', email: 'vera@example.org' });
  const person = await parentWho();
  await note();
  await turn(MAIL_PACE);
  expect(await database.query('SELECT person FROM enrollment.mailings')).toEqual([{ person }]);
  const vault = service.app.get(Vault);
  expect((await parentOf(database, vault, person))?.view.email).toBe('zvereva@example.org');
  await database.transaction((tx) => eraseParent(tx, person));
  await database.query('UPDATE enrollment.mailings SET due_at = now()');
  await turn();
  expect(taken).toEqual([]);
  expect(await database.query('SELECT person FROM enrollment.mailings')).toEqual([]);
});

describe('a server that takes no mail', () => {
  it('for a while is asked again, after a restart as well, under the same id', async () => {
    await parentWho();
    await note();
    refusals = [451];
    await turn({ ...AT_ONCE, againMs: 60_000, restMs: 60_000 });
    expect(taken).toEqual([]);
    const batch = await batchNow();
    await turn();
    expect(taken).toEqual([]);
    await database.query('UPDATE enrollment.mailings SET due_at = now()');
    await turn();
    expect(taken).toMatchObject([{ text: expect.stringContaining(`<${batch}@region.example>`) }]);
    expect(failures).toMatchObject([{ why: 'later' }]);
  });

  it('and a process that dies behind its answer: the mail comes again, seen to be the same', async () => {
    await parentWho();
    await note();
    const dying = { send: (mail: Mail) => mailer.send(mail).then(() => Promise.reject(new Error('killed'))) };
    const run = new MailRun(database, service.app.get(Vault), dying, () => undefined, AT_ONCE);
    await expect(run.turn(dying)).rejects.toThrow('killed');
    await turn();
    const ids = taken.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  it('for good is not asked again, and what is said of it has no address', async () => {
    await parentWho();
    await note();
    refusals = [550];
    await turn();
    await turn();
    expect(taken).toEqual([]);
    expect(failures).toMatchObject([{ why: 'refused' }]);
    expect(String(failures[0])).not.toContain('example.org');
  });

  it('is asked eight times at most', async () => {
    await parentWho();
    await note();
    refusals = Array.from({ length: 20 }, () => 451);
    for (let times = 0; times < 10; times += 1) await turn();
    expect(refusals).toHaveLength(12);
  });

  it('that is away keeps the mail, and no other is tried in that turn', async () => {
    await parentWho();
    await parentWho({ ...OLGA, email: 'other@example.org' });
    await note();
    const away = new SmtpMailer({
      smtpUrl: 'smtp://127.0.0.1:9',
      from: 'a@b.example',
      cabinetUrl: 'https://c.example',
    });
    await new MailRun(database, service.app.get(Vault), away, (error) => void failures.push(error), AT_ONCE).turn(away);
    expect(failures).toMatchObject([{ why: 'away' }]);
    expect(failures[0]).toBeInstanceOf(MailNotTaken);
    await turn();
    expect(taken.flatMap(({ to }) => to).toSorted()).toEqual(['other@example.org', 'zvereva@example.org']);
  });
});

describe('a server of mail elsewhere', () => {
  const trusted = getCACertificates();
  let signed: Identity;
  let secure: SMTPServer;
  let to: string;
  beforeAll(async () => {
    const vouching = await authority();
    signed = await vouching.sign(['DNS:localhost']);
    setDefaultCACertificates([...trusted, await readFile(vouching.file, 'utf8')]);
    secure = new SMTPServer({
      secure: true,
      key: signed.key,
      cert: signed.certificate,
      onAuth: ({ username, password }, _, done) =>
        username === 'cabinet' && password === 'p@ss word'
          ? done(null, { user: username })
          : done(Object.assign(new Error('no'), { responseCode: 535 })),
      onData: (stream, { envelope, user }, done) => {
        stream.resume();
        stream.on('end', () => {
          taken.push({ to: envelope.rcptTo.map(({ address }) => address), text: `by ${String(user)}` });
          done();
        });
      },
    });
    secure.on('error', () => undefined);
    const server = secure.listen(0, '127.0.0.1');
    await once(server, 'listening');
    to = `localhost:${(server.address() as { readonly port: number }).port}`;
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await new Promise<void>((resolve) => secure.close(resolve));
  });
  const send = (smtpUrl: string): Promise<void> =>
    new SmtpMailer({ ...settings, smtpUrl }).send({ batch: newId(), to: 'zvereva@example.org' });

  it('is spoken to over TLS, and by whoever logs in there', async () => {
    await send(`smtps://cabinet:${encodeURIComponent('p@ss word')}@${to}`);
    expect(taken).toEqual([{ to: ['zvereva@example.org'], text: 'by cabinet' }]);
  });

  it.each([
    ['refuses the login', () => `smtps://cabinet:wrong@${to}`],
    ['has a certificate for another name', () => `smtps://cabinet:p@${to.replace('localhost', '127.0.0.1')}`],
  ])('that %s gets nothing, and says no secret', async (_, url) => {
    const failed = await send(url()).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(MailNotTaken);
    expect(failed).toMatchObject({ why: 'away' });
    expect(JSON.stringify(failed) + String(failed)).not.toMatch(/wrong|zvereva/);
    expect(taken).toEqual([]);
  });

  it('that nobody vouches for gets nothing', async () => {
    setDefaultCACertificates(trusted);
    await expect(send(`smtps://${to}`)).rejects.toMatchObject({ why: 'away' });
  });
});

it('an installation without a server of mail remembers nothing', async () => {
  await new News(false).note(database, [await holder()]);
  expect(await database.query('SELECT id FROM enrollment.mail_news')).toEqual([]);
});
