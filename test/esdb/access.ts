import type { EsdbLog } from './log.js';
import type { RequestMetadata } from './grpc.js';
import { accessDenied, unauthenticated } from './faults.js';

export type User = { password: string; readonly groups: readonly string[] };
export type Users = Map<string, User>;
export type Action = 'read' | 'write' | 'delete';

/** As a server with users comes: its administrator alone. */
export const freshUsers = (): Users => new Map([['admin', { password: 'changeit', groups: [ADMINS] }]]);

/** The roles of who asks: its name and its groups, none of who shows no login. @throws Fault for a wrong login */
export const rolesOf = (metadata: RequestMetadata, users: Users): readonly string[] => {
  const [shown] = metadata.get('authorization');
  if (shown === undefined) return [];
  const [, name = '', password] =
    /^([^:]*):(.*)$/.exec(Buffer.from(String(shown).slice('Basic '.length), 'base64').toString()) ?? [];
  const user = users.get(name);
  if (!user || user.password !== password) throw unauthenticated();
  return [name, ...user.groups];
};

export const isAdmin = (roles: readonly string[]): boolean => roles.includes(ADMINS);

/** LegacyStreamPermissionAssertion: the list of the stream, else those of $settings, else the server's own. @throws Fault */
export const checkAccess = (log: EsdbLog, roles: readonly string[], action: Action, stream: string): void => {
  if (stream === '$all' && action !== 'read') throw accessDenied();
  if (isAdmin(roles)) return;
  const isMeta = stream.startsWith('$$');
  const [of, key] = isMeta ? [stream.slice(2), META_KEYS[action]] : [stream, KEYS[action]];
  if (key === undefined) throw accessDenied();
  const settings = log.lastJsonOf('$settings');
  const byDefault = settings[of.startsWith('$') ? '$systemStreamAcl' : '$userStreamAcl'];
  const own = log.lastJsonOf(`$$${of}`)['$acl'];
  const allowed = listIn(own, key) ?? listIn(byDefault, key) ?? [of.startsWith('$') ? ADMINS : EVERYBODY];
  if (!allowed.some((role) => role === EVERYBODY || roles.includes(role))) throw accessDenied();
};

const listIn = (acl: unknown, key: string): readonly string[] | undefined => {
  const list = (acl as Readonly<Record<string, string | readonly string[]>> | undefined)?.[key];
  return typeof list === 'string' ? [list] : list;
};

const [ADMINS, EVERYBODY] = ['$admins', '$all'];
const KEYS: Readonly<Record<Action, string>> = { read: '$r', write: '$w', delete: '$d' };
const META_KEYS: Readonly<Partial<Record<Action, string>>> = { read: '$mr', write: '$mw' };
