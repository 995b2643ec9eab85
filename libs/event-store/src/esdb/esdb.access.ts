import {
  AccessDeniedError,
  EventStoreDBClient,
  LoginNotFoundError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  convertToCommandError,
  jsonEvent,
} from '@eventstore/db-client';
import { UsersClient } from '@eventstore/db-client/generated/users_grpc_pb.js';
import messages from '@eventstore/db-client/generated/users_pb.js';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { EventStoreMisconfigured } from '../event-store.js';
import { addressOf, esdbAddressFault } from './esdb.address.js';
import { portErrorOf } from './esdb.errors.js';
import { openEsdbEventStore } from './esdb.open.js';
import { EventStoreRefusal } from './esdb.refusal.js';

/** Who is given what on a server with users. Each address has a user and its password. */
export type EsdbRights = {
  /** An administrator of the server. */
  readonly adminUrl: string;
  /** What the services have: it appends and reads. */
  readonly ledgerUrl: string;
  /** Who reads, and nothing else. */
  readonly auditorUrl?: string | undefined;
  /** Called once, with the reason, when the server is not there at once. */
  readonly onWaiting?: (reason: string) => void;
};

/** See `setEsdbRights`. */
export const setRights = async ({
  adminUrl,
  ledgerUrl,
  auditorUrl,
  onWaiting,
}: EsdbRights): Promise<readonly string[]> => {
  const users = [ledgerUrl, ...(auditorUrl === undefined ? [] : [auditorUrl])].map(userIn);
  const [ledger, auditor] = users.map(({ name }) => name);
  if (ledger === auditor || users.some(({ name }) => name === userIn(adminUrl).name))
    throw new EventStoreMisconfigured('the administrator, the ledger and the auditor are users of their own');
  await openEsdbEventStore(adminUrl, onWaiting && { onWaiting }).then((store) => store.close());
  const admin = EventStoreDBClient.connectionString(adminUrl);
  try {
    const done: string[] = [];
    for (const user of users) if (await isMade(admin, user)) done.push(`The user ${user.name} was made.`);
    if (await areListsSet(admin, String(ledger), auditor)) done.push('The access lists were set.');
    for (const user of users)
      if (await isPasswordSet(admin, user)) done.push(`The user ${user.name} was given another password.`);
    for (const user of users) await refuseTooMuch(user, user.name === ledger ? ['append'] : []);
    return [
      ...done,
      `The user ${ledger} may append and read; it tried to delete and to change metadata, and was refused.`,
      ...(auditor === undefined ? [] : [`The user ${auditor} may read; it tried the rest, and was refused.`]),
    ];
  } catch (error) {
    throw portErrorOf(error);
  } finally {
    await admin.dispose();
  }
};

type User = { readonly url: string; readonly name: string; readonly password: string };

/** @throws EventStoreMisconfigured without repeating the address */
const userIn = (url: string): User => {
  const fault = esdbAddressFault(url);
  if (fault !== undefined) throw new EventStoreMisconfigured(`the address of EventStoreDB: ${fault}`);
  const [, name, password] = /^([^:]+):(.+)@$/.exec(addressOf(url)?.login ?? '') ?? [];
  if (name === undefined || password === undefined)
    throw new EventStoreMisconfigured('the address of EventStoreDB names no user with a password');
  return { url, name: decodeURIComponent(name), password: decodeURIComponent(password) };
};

const isMade = async (admin: EventStoreDBClient, { name, password }: User): Promise<boolean> => {
  const asked = new messages.DetailsReq().setOptions(new messages.DetailsReq.Options().setLoginName(name));
  const isThere = await ask<boolean>(admin, (client, args, settle) => {
    const call = client.details(asked, ...args);
    call.on('data', () => undefined);
    call.on('error', (error: Error) => settle(error, false));
    call.on('end', () => settle(null, true));
  }).catch((error: unknown) => {
    if (error instanceof LoginNotFoundError) return false;
    throw error;
  });
  if (isThere) return false;
  const options = new messages.CreateReq.Options().setLoginName(name).setFullName(name).setPassword(password);
  await ask(
    admin,
    (client, args, settle) => void client.create(new messages.CreateReq().setOptions(options), ...args, settle),
  );
  return true;
};

const areListsSet = async (admin: EventStoreDBClient, ledger: string, auditor?: string): Promise<boolean> => {
  const readers = [ledger, ...(auditor === undefined ? [] : [auditor]), ADMINS];
  const closed = { $r: ADMINS, $w: ADMINS, $d: ADMINS, $mr: ADMINS, $mw: ADMINS };
  const lists = {
    $userStreamAcl: { ...closed, $r: readers, $w: [ledger, ADMINS], $mr: readers },
    $systemStreamAcl: closed,
  };
  const now = await lastJsonOf(admin, SETTINGS);
  const isNew = !isDeepStrictEqual(now, lists);
  if (isNew) await admin.appendToStream(SETTINGS, jsonEvent({ type: 'update-default-acl', data: lists }));
  const { metadata = {} } = await admin.getStreamMetadata(LOG);
  const acl = { readRoles: readers };
  if (isDeepStrictEqual(metadata['acl'], acl)) return isNew;
  await admin.setStreamMetadata(LOG, { ...metadata, acl });
  return true;
};

const lastJsonOf = async (client: EventStoreDBClient, stream: string): Promise<unknown> => {
  try {
    // To its end: a read of the client's that is left early is waited for without end.
    const last = client.readStream(stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 });
    return (await Array.fromAsync(last))[0]?.event?.data;
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
    return undefined;
  }
};

/** Whether another one had to be set for the user to come in: who has given it the new one has no other way to. */
const isPasswordSet = async (admin: EventStoreDBClient, { url, name, password }: User): Promise<boolean> => {
  if (await comesIn(url)) return false;
  const options = new messages.ResetPasswordReq.Options().setLoginName(name).setNewPassword(password);
  const request = new messages.ResetPasswordReq().setOptions(options);
  await ask(admin, (client, args, settle) => void client.resetPassword(request, ...args, settle));
  // The server keeps the old one in mind until its own note of the change comes by.
  for (const ms of KNOWN_AFTER_MS) {
    if (await comesIn(url)) return true;
    await pause(ms);
  }
  throw new EventStoreMisconfigured(`EventStoreDB does not let the user ${name} in: is it disabled?`);
};

const comesIn = async (url: string): Promise<boolean> => {
  try {
    await openEsdbEventStore(url).then((store) => store.close());
    return true;
  } catch (error) {
    if (error instanceof EventStoreMisconfigured && error.cause instanceof EventStoreRefusal) return false;
    throw error;
  }
};

/** Each attempt expects of a stream that never is a revision that it has not: whoever may is told so, and changes nothing. */
const refuseTooMuch = async ({ url, name }: User, granted: readonly string[]): Promise<void> => {
  const client = EventStoreDBClient.connectionString(url);
  const never = { expectedRevision: 7n };
  const attempts = {
    append: () => client.appendToStream(PROBE, jsonEvent({ type: 'probe', data: {} }), never),
    delete: () => client.deleteStream(PROBE, never),
    tombstone: () => client.tombstoneStream(PROBE, never),
    'change metadata': () => client.setStreamMetadata(PROBE, {}, never),
    'change the settings': () => client.appendToStream(SETTINGS, jsonEvent({ type: 'probe', data: {} }), never),
  };
  try {
    for (const [what, attempt] of Object.entries(attempts))
      if ((await isDenied(attempt)) === granted.includes(what))
        throw new Error(`EventStoreDB ${granted.includes(what) ? 'does not let' : 'lets'} the user ${name} ${what}`);
  } finally {
    await client.dispose();
  }
};

const isDenied = async (attempt: () => Promise<unknown>): Promise<boolean> => {
  try {
    await attempt();
    return false;
  } catch (error) {
    if (error instanceof AccessDeniedError) return true;
    if (error instanceof WrongExpectedVersionError) return false;
    throw error;
  }
};

type Inner = {
  execute<T>(kind: typeof UsersClient, name: string, action: (client: UsersClient) => Promise<T>): Promise<T>;
  callArguments(options: { readonly requiresLeader: boolean; readonly deadline: number }): [never, never];
};

/** The users of the server, of whom the client's own methods know nothing. */
const ask = <T>(
  admin: EventStoreDBClient,
  call: (client: UsersClient, args: [never, never], settle: (error: Error | null, response?: unknown) => void) => void,
): Promise<T> => {
  const inner = admin as unknown as Inner;
  return inner.execute(
    UsersClient,
    'users',
    (client) =>
      new Promise<T>((resolve, reject) =>
        call(client, inner.callArguments({ requiresLeader: true, deadline: DEADLINE_MS }), (error, response) =>
          error ? reject(convertToCommandError(error)) : resolve(response as T),
        ),
      ),
  );
};

const ADMINS = '$admins';
const [SETTINGS, LOG, PROBE] = ['$settings', '$all', 'rights-probe'];
const DEADLINE_MS = 10_000;
const KNOWN_AFTER_MS = [50, 100, 200, 400, 800, 1_600];
