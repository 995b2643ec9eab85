import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Addresses, isForeign, type Resolve } from './addresses.js';

const nobody: Resolve = () => Promise.resolve([]);
/** An installation that names one inner receiver; every name leads to the addresses given. */
const leadingTo = (...found: readonly string[]): Addresses =>
  new Addresses({ ports: [443, 8443], internal: ['cabinet.inner:8080', '10.0.0.5:80'] }, async () => found);
const foreign = leadingTo('93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946');

/** What becomes of an address: refused by its text, by where it leads, or what is connected to. */
const verdictOf = async (text: string, addresses = foreign): Promise<unknown> => {
  const url = addresses.named(text);
  if (!url) return 'text';
  const reached = await addresses.reached(url);
  return reached ? reached.map(({ address }) => address) : 'address';
};

describe('the text of an address', () => {
  it.each([
    'https://cabinet.example.org/webhooks?of=1',
    'https://cabinet.example.org:443/',
    'https://cabinet.example.org:8443/',
    'HTTPS://CABINET.EXAMPLE.ORG/',
    'https://пример.рф/',
  ])('%s may be one', async (text) => {
    expect(await verdictOf(text)).toEqual(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946']);
  });

  it.each([
    'cabinet.example.org',
    '/webhooks',
    '',
    'https://',
    'http://cabinet.example.org/',
    'ftp://cabinet.example.org/',
    'file:///etc/passwd',
    'gopher://cabinet.example.org/',
    'javascript:alert(1)',
    'data:text/plain,a',
    'wss://cabinet.example.org/',
    'unix:/var/run/docker.sock',
    'https://user@cabinet.example.org/',
    'https://user:password@cabinet.example.org/',
    'https://:password@cabinet.example.org/',
    'https://cabinet.example.org:22/',
    'https://cabinet.example.org:5432/',
    'https://cabinet.example.org:0/',
    'https://cabinet.example.org:99999/',
    'https://cabinet.example.org./',
    'https://localhost./',
    'https://[fe80::1%25eth0]/',
    'https://[fe80::1%eth0]/',
    'https://1.2.3.4.5/',
    'https://256.1.1.1/',
    'https://exa mple.org/',
    'https://exa\u0000mple.org/',
  ])('%s may be none', async (text) => {
    expect(await verdictOf(text)).toBe('text');
  });
});

const FORBIDDEN = {
  'this network': ['0.0.0.0', '0.1.2.3'],
  loopback: ['127.0.0.1', '127.1.2.3', '127.255.255.255', '::1'],
  private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255'],
  'behind the NAT of a carrier': ['100.64.0.1', '100.127.255.255'],
  'link-local, and what clouds tell of a machine': ['169.254.0.1', '169.254.169.254', 'fe80::1', 'febf::1'],
  'site-local and unique local': ['fec0::1', 'fc00::1', 'fd00:ec2::254', 'fdff::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
  broadcast: ['255.255.255.255'],
  reserved: ['240.0.0.1', '254.0.0.1', '4000::1', 'e000::1', '5f00::1'],
  unspecified: ['0.0.0.0', '::', '::0'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1', '3fff:fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  'assigned to protocols': ['192.0.0.1', '192.0.0.171', '192.88.99.1', '192.31.196.1', '2001:10::1', '2001:20::1'],
  'IPv4 in IPv6, mapped': ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
  'IPv4 in IPv6, compatible': ['::127.0.0.1', '::7f00:1', '::8.8.8.8'],
  'IPv4 in IPv6, translated': ['::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::127.0.0.1', '64:ff9b:1::a00:1'],
  'IPv4 in IPv6, tunnelled': ['2002:7f00:1::', '2002:a00:1::1', '2001:0:7f00:1::1', '2001::1'],
  'discard only': ['100::1'],
  'with a zone': ['fe80::1%eth0', '2606:2800:220:1::1%eth0'],
  'no address': ['', 'localhost', '127.1', '0x7f000001', '2130706433', '017700000001', '1.2.3.4.5', ':::', '[::1]'],
};

describe.each(Object.entries(FORBIDDEN))('an address that is %s', (_, addresses) => {
  it.each(addresses)('%s is not connected to', async (address) => {
    expect(isForeign(address)).toBe(false);
    expect(await verdictOf('https://cabinet.example.org/', leadingTo(address))).toBe('address');
    // Nor beside one that may be.
    expect(await verdictOf('https://cabinet.example.org/', leadingTo('93.184.216.34', address))).toBe('address');
  });
});

describe('an address of the public internet', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.0',
    '93.184.216.34',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:2800:220:1:248:1893:25c8:1946',
    '2a00:1450:4001:80b::200e',
    '2001:4860:4860::8888',
  ])('%s may be connected to', async (address) => {
    expect(isForeign(address)).toBe(true);
    expect(await verdictOf('https://cabinet.example.org/', leadingTo(address))).toEqual([address]);
  });
});

describe('an address in the place of a name', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://127.0.0.1./',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://0X7F.1/',
    'https://2130706433/',
    'https://017700000001/',
    'https://0177.0.0.1/',
    'https://0/',
    'https://0.0.0.0/',
    'https://①②⑦.⓪.⓪.①/',
    'https://127。0。0。1/',
    'https://%31%32%37.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fd00:ec2::254]/',
    'https://10.0.0.5/',
  ])('%s is looked at by its value', async (text) => {
    // No name is asked for: a resolver that knows only good addresses does not help.
    expect(await verdictOf(text)).toBe('address');
  });

  it.each([
    ['https://93.184.216.34/', '93.184.216.34'],
    ['https://0x5db8d822/', '93.184.216.34'],
    ['https://[2606:2800:220:1:248:1893:25c8:1946]/', '2606:2800:220:1:248:1893:25c8:1946'],
  ])('%s is one of the public internet', async (text, address) => {
    expect(await verdictOf(text, leadingTo('127.0.0.1'))).toEqual([address]);
  });
});

describe('a name', () => {
  it.each(['localhost', 'cabinet.localhost', 'cabinet.local', 'metadata.google.internal', 'postgres', 'kafka-1'])(
    '%s is as good as what it leads to, and one that leads nowhere is no better',
    async (name) => {
      expect(await verdictOf(`https://${name}/`, leadingTo('127.0.0.1'))).toBe('address');
      expect(await verdictOf(`https://${name}/`, leadingTo())).toBe('address');
    },
  );
});

describe('what the installation names', () => {
  const addresses = new Addresses(
    { ports: [443], internal: ['Cabinet.inner:8080', '10.0.0.5:80', '127.0.0.1:3010'] },
    nobody,
    async () => ['10.0.0.7'],
  );

  it.each([
    ['http://cabinet.inner:8080/webhooks', '10.0.0.7'],
    ['https://CABINET.inner:8080/webhooks', '10.0.0.7'],
    ['http://10.0.0.5/', '10.0.0.5'],
    ['http://127.0.0.1:3010/', '127.0.0.1'],
    ['http://0x7f.1:3010/', '127.0.0.1'],
  ])('may be internal, and asked by http: %s', async (text, address) => {
    expect(await verdictOf(text, addresses)).toEqual([address]);
  });

  it.each([
    ['http://cabinet.inner/', 'text'],
    ['http://cabinet.inner:8081/', 'text'],
    ['https://cabinet.inner/', 'address'],
    ['https://10.0.0.5/', 'address'],
    ['http://10.0.0.6/', 'text'],
    ['http://user@10.0.0.5/', 'text'],
    ['ftp://cabinet.inner:8080/', 'text'],
    ['http://127.0.0.1:3011/', 'text'],
  ])('by host and port alone: %s', async (text, verdict) => {
    expect(await verdictOf(text, addresses)).toBe(verdict);
  });
});

/** A part of an address by itself, or the last of several, which may have more than a byte. */
const numberSpelt = (value: number): fc.Arbitrary<string> =>
  fc.constantFrom(
    String(value),
    `0x${value.toString(16)}`,
    `0X${value.toString(16).toUpperCase()}`,
    `0${value.toString(8)}`,
    `0x000${value.toString(16)}`,
  );

/** Every way to write four bytes: one to four parts, each decimal, octal or hexadecimal, with a dot at the end or not. */
const spelt = (bytes: readonly number[]): fc.Arbitrary<string> =>
  fc.integer({ min: 1, max: 4 }).chain((parts) => {
    const last = bytes.slice(parts - 1).reduce((sum, byte) => sum * 256 + byte, 0);
    const values = [...bytes.slice(0, parts - 1), last];
    return fc
      .tuple(fc.tuple(...values.map(numberSpelt)), fc.constantFrom('', '.'))
      .map(([written, end]) => written.join('.') + end);
  });

describe('whatever way an address is written', () => {
  const bytes = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 255 })));

  it('it is judged as what it is', async () => {
    const written = bytes.chain((four) => spelt(four).map((text) => [four.join('.'), text] as const));
    await fc.assert(
      fc.asyncProperty(written, async ([plain, text]) => {
        const verdict = await verdictOf(`https://${text}/`, leadingTo('93.184.216.34'));
        expect(verdict).toEqual(isForeign(plain) ? [plain] : 'address');
      }),
      { numRuns: 2_000 },
    );
  });

  it('no IPv6 address that carries an IPv4 one is asked', async () => {
    const hex = ([a, b, c, d]: readonly number[]) =>
      [a! * 256 + b!, c! * 256 + d!].map((word) => word.toString(16)).join(':');
    const carrying = bytes.chain((four) =>
      fc.constantFrom(
        `::${hex(four)}`,
        `::ffff:${hex(four)}`,
        `::ffff:${four.join('.')}`,
        `::ffff:0:${hex(four)}`,
        `64:ff9b::${hex(four)}`,
        `64:ff9b:1::${hex(four)}`,
        `2002:${hex(four)}::1`,
        `2001:0:${hex(four)}::1`,
      ),
    );
    await fc.assert(
      fc.asyncProperty(carrying, async (address) => {
        expect(await verdictOf(`https://[${address}]/`)).toBe('address');
        expect(await verdictOf('https://cabinet.example.org/', leadingTo(address))).toBe('address');
      }),
      { numRuns: 1_000 },
    );
  });
});
