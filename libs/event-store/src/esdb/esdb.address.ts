import { isIP } from 'node:net';

/** A connection string, taken apart; `options` by the names that the client knows. */
export type EsdbAddress = {
  readonly login: string;
  readonly hosts: readonly string[];
  readonly options: ReadonlyMap<string, string>;
};

/**
 * What is wrong with a connection string of EventStoreDB, undefined when nothing is. It is asked before the client sees the
 * string: the client prints the whole of it, password included, when it does not know an option.
 */
export const esdbAddressFault = (url: string): string | undefined => {
  const address = addressOf(url);
  if (!address) return FORM_SAID;
  for (const [name, value] of address.options) {
    const reason = WITHOUT_EFFECT[name];
    if (reason !== undefined) return `the option ${name} has no effect: ${reason}`;
    const form = OPTIONS[name];
    if (!form) return `there is no option ${name}`;
    if (!form.test(value)) return `the option ${name} cannot have this value`;
  }
  if (address.options.get('tls') === 'false') return undefined;
  const ip = address.hosts.find((host) => isIP(host.replace(/:\d+$/, '')) !== 0);
  return ip === undefined ? undefined : `with TLS a host is a name, not the IP address ${ip}`;
};

/** Undefined for what has not the form of a connection string. */
export const addressOf = (url: string): EsdbAddress | undefined => {
  const { login = '', hosts, options = '' } = FORM.exec(url.trim())?.groups ?? {};
  if (hosts === undefined) return undefined;
  const pairs = options.split('&').filter(Boolean);
  return {
    login,
    hosts: hosts.split(','),
    options: new Map(
      pairs.map((pair) => [nameOf(pair.slice(0, pair.indexOf('='))), pair.slice(pair.indexOf('=') + 1)]),
    ),
  };
};

const FORM =
  /^esdb(?:\+discover)?:\/\/(?<login>[^\s:/?@]+:[^\s:/?@]+@)?(?<hosts>[\w.-]+(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*)\/?(?:\?(?<options>\w+=[^\s&?@=]+(?:&\w+=[^\s&?@=]+)*))?$/;

const FORM_SAID =
  'must be esdb://user:password@host:port?option=value&…; the signs : / ? @ % and spaces of a password are percent-encoded';

const NUMBER = /^\d+$/;
const YES_OR_NO = /^(true|false)$/;
const TEXT = /./;
const OPTIONS: Readonly<Record<string, RegExp>> = {
  connectionName: TEXT,
  discoveryInterval: NUMBER,
  gossipTimeout: NUMBER,
  keepAliveInterval: /^(-1|\d+)$/,
  keepAliveTimeout: /^(-1|\d+)$/,
  maxDiscoverAttempts: NUMBER,
  nodePreference: /^(leader|follower|read_?only_?replica|random)$/i,
  tls: YES_OR_NO,
  tlsCAFile: TEXT,
  userCertFile: TEXT,
  userKeyFile: TEXT,
};
/** What the client takes and neither it nor the adapter heeds. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  defaultDeadline: 'the deadline is a setting of the program',
  throwOnAppendFailure: 'the program needs to know what became of an append',
  tlsVerifyCert: 'name the authority that signed the certificates, tlsCAFile',
};

/** The client takes the names of options in any case. */
const nameOf = (given: string): string =>
  [...Object.keys(OPTIONS), ...Object.keys(WITHOUT_EFFECT)].find((name) => flat(name) === flat(given)) ?? given;
const flat = (name: string): string => name.toLowerCase().replaceAll('_', '');
