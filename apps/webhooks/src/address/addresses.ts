import { Resolver, lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Where an installation lets webhooks go. */
export type AddressSettings = {
  /** Ports of foreign hosts. */
  readonly ports: readonly number[];
  /** `host:port` as they stand in a URL: these alone may be internal, and may be asked by http. */
  readonly internal: readonly string[];
};

export type Address = { readonly address: string; readonly family: 4 | 6 };

/** The addresses of a name; none where there are none, or nobody answers in time. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/**
 * Which addresses webhooks may be sent to (docs/webhooks.md). Whoever sends connects to what `reached` answered and asks
 * no name again: between the check and the connection nobody can put another address in.
 */
export class Addresses {
  private readonly internal: ReadonlySet<string>;

  constructor(
    private readonly settings: AddressSettings,
    private readonly resolve: Resolve = resolvingBy(),
    private readonly resolveInternal: Resolve = resolveByHost,
  ) {
    this.internal = new Set(settings.internal.map((pair) => pair.toLowerCase()));
  }

  /** The URL of an endpoint, if its text alone does not forbid it: scheme, credentials, port, the host's spelling. */
  named(text: string): URL | undefined {
    const url = URL.parse(text);
    if (!url || url.username !== '' || url.password !== '' || url.hostname === '' || url.hostname.endsWith('.'))
      return undefined;
    if (this.isInternal(url)) return /^https?:$/.test(url.protocol) ? url : undefined;
    return url.protocol === 'https:' && this.settings.ports.includes(portOf(url)) ? url : undefined;
  }

  /**
   * What to connect to; undefined where it is forbidden, and where the name has no address: whoever asks must not learn
   * which names an inner network has. One forbidden address among several forbids all.
   */
  async reached(url: URL): Promise<readonly Address[] | undefined> {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    const isInternal = this.isInternal(url);
    const found = isIP(host) ? [host] : await (isInternal ? this.resolveInternal : this.resolve)(host);
    if (found.length === 0 || !(isInternal || found.every(isForeign))) return undefined;
    return found.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
  }

  private isInternal(url: URL): boolean {
    return this.internal.has(`${url.hostname}:${portOf(url)}`);
  }
}

const portOf = ({ port, protocol }: URL): number => (port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port));

/**
 * Whether an address, as PostgreSQL or a resolver writes it, is one of the public internet. Of IPv6 nothing but global
 * unicast is: so no form that carries an IPv4 address is (mapped, compatible, NAT64, 6to4, Teredo).
 */
export const isForeign = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && GLOBAL.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
};

const listOf = (...networks: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    list.addSubnet(address, Number(length), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
};

/** Global unicast, RFC 4291. */
const GLOBAL = listOf('2000::/3');

/** What the registries of IANA for special purposes name (RFC 6890), and multicast. */
const SPECIAL = listOf(
  '0.0.0.0/8', // this network, and no address at all
  '10.0.0.0/8', // private
  '100.64.0.0/10', // shared behind a carrier's NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local, and what clouds tell of a machine
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // relays of 6to4
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and broadcast
  '2001::/23', // protocol assignments: Teredo, benchmarking, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
);

const RESOLVE_TIMEOUT_MS = 2_000;
/** However many name servers there are. */
const RESOLVE_WITHIN_MS = 5_000;

/**
 * Asks the name servers itself: the host's own way takes a thread of four, and foreign names may be slow on purpose.
 * @param servers those of the host unless told
 */
export const resolvingBy =
  (servers?: readonly string[]): Resolve =>
  async (host) => {
    const resolver = new Resolver({ timeout: RESOLVE_TIMEOUT_MS, tries: 2 });
    if (servers) resolver.setServers(servers);
    const timer = setTimeout(() => resolver.cancel(), RESOLVE_WITHIN_MS);
    const families = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    clearTimeout(timer);
    return families.flatMap((found) => (found.status === 'fulfilled' ? found.value : []));
  };

const resolveByHost: Resolve = async (host) =>
  (await lookup(host, { all: true }).catch(() => [])).map(({ address }) => address);
