import { readFileSync } from 'node:fs';

/** The environment is wrong; every fault is named. */
export class EnvironmentFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the environment is wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/**
 * Reads settings by name and gathers what is wrong with them; `whole` then throws every fault at once. An empty
 * variable counts as none. A reader that finds a fault answers with its default, so that reading goes on.
 */
export class Environment {
  private readonly faults: string[] = [];
  /** What the files of secrets hold, each read once. */
  private readonly files = new Map<string, string | undefined>();

  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {}

  text(name: string): string | undefined {
    return this.variables[name] || undefined;
  }

  /**
   * A secret, never repeated: the variable, or what is in the file that `NAME_FILE` names, without line breaks at its end.
   * Whoever can look at a process sees its variables, and whoever can talk to a container engine those of a container.
   * @param mayBeEmpty an empty file counts as none, for a file that is always mounted; else it is a fault
   */
  hidden(name: string, { mayBeEmpty = false } = {}): string | undefined {
    const file = this.text(`${name}_FILE`);
    if (file === undefined) return this.text(name);
    if (!this.files.has(name)) this.files.set(name, this.contentOf(name, file, mayBeEmpty));
    return this.files.get(name);
  }

  private contentOf(name: string, file: string, mayBeEmpty: boolean): string | undefined {
    if (this.text(name) !== undefined) return this.wrong(`${name}_FILE`, `${name} is given as well`, undefined);
    const content = this.readable(`${name}_FILE`)?.replace(/[\r\n]+$/, '');
    if (content === '' && !mayBeEmpty) return this.wrong(`${name}_FILE`, `${file} is empty`, undefined);
    return content || undefined;
  }

  /** What is in the file that a setting names. */
  readable(name: string): string | undefined {
    const file = this.text(name);
    if (file === undefined) return undefined;
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason';
      return this.wrong(name, `${file} cannot be read: ${code}`, undefined);
    }
  }

  /** A port from 0 (any free one) to 65535. */
  port(name: string, byDefault: number): number {
    const text = this.text(name);
    if (text === undefined) return byDefault;
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
    return this.wrong(name, `a port from 0 to 65535, not "${text}"`, byDefault);
  }

  /** Ports from 1 to 65535, separated by commas. */
  ports(name: string, byDefault: readonly number[]): readonly number[] {
    const text = this.text(name);
    if (text === undefined) return byDefault;
    const ports = text.split(',').map((part) => (/^ *[1-9]\d{0,4} *$/.test(part) ? Number(part) : NaN));
    return ports.every((port) => port <= 65_535)
      ? ports
      : this.wrong(name, `ports from 1 to 65535, separated by commas, not "${text}"`, byDefault);
  }

  /** A whole number from 1, or from 0, to 99999. */
  count(name: string, byDefault: number, min: 0 | 1 = 1): number {
    const text = this.text(name);
    if (text === undefined) return byDefault;
    if (/^(0|[1-9]\d{0,4})$/.test(text) && Number(text) >= min) return Number(text);
    return this.wrong(name, `a whole number from ${min}, not "${text}"`, byDefault);
  }

  /** A number from 0 to 1. */
  share(name: string, byDefault: number): number {
    const text = this.text(name);
    if (text === undefined) return byDefault;
    if (/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text)) return Number(text);
    return this.wrong(name, `a number from 0 to 1, not "${text}"`, byDefault);
  }

  oneOf<const Value extends string>(name: string, values: readonly Value[], byDefault: Value): Value {
    const text = this.text(name);
    if (text === undefined) return byDefault;
    const value = values.find((known) => known === text);
    return value ?? this.wrong(name, `${values.join(' or ')}, not "${text}"`, byDefault);
  }

  /** An address that begins with one of the schemes. It is never repeated, for it may hold a secret all the same. */
  address(name: string, schemes: readonly string[]): string | undefined {
    return this.addressIn(this.text(name), name, schemes);
  }

  /**
   * The same with a password in it: see `hidden`.
   * @param apart the setting in which the password may lie by itself, as it is: in the address it is percent-encoded
   */
  hiddenAddress(name: string, schemes: readonly string[], apart?: string): string | undefined {
    const address = this.addressIn(this.hidden(name), name, schemes);
    const password = apart === undefined ? undefined : this.hidden(apart);
    if (apart === undefined || password === undefined) return address;
    if (this.hidden(name) === undefined) return this.wrong(apart, `has no effect without ${name}`, undefined);
    if (address === undefined) return undefined;
    const [, start, user] = /^(\w+:\/\/)([^:@/?#]+)@/.exec(address) ?? [];
    if (start === undefined) return this.wrong(apart, `${name} must name a user without a password`, undefined);
    return `${start}${user}:${encodeURIComponent(password)}${address.slice(start.length + String(user).length)}`;
  }

  private addressIn(text: string | undefined, name: string, schemes: readonly string[]): string | undefined {
    if (text === undefined || schemes.some((scheme) => text.startsWith(`${scheme}://`))) return text;
    return this.wrong(name, `must begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`, undefined);
  }

  /** Addresses as `address` takes one, separated by commas; the whole text. */
  addresses(name: string, schemes: readonly string[]): string | undefined {
    const text = this.text(name);
    const parts = text?.split(',').map((part) => part.trim());
    if (!parts?.some((part) => !schemes.some((scheme) => part.startsWith(`${scheme}://`)))) return text;
    const starts = schemes.map((scheme) => `${scheme}://`).join(' or ');
    return this.wrong(name, `addresses that begin with ${starts}, separated by commas`, undefined);
  }

  /** Exactly so many bytes in base64. A secret: see `hidden`. */
  secret(name: string, bytes: number): Buffer | undefined {
    const text = this.hidden(name);
    if (text === undefined) return undefined;
    const secret = Buffer.from(text, 'base64');
    return secret.length === bytes ? secret : this.wrong(name, `${bytes} bytes in base64`, undefined);
  }

  /** The same, any number of them, separated by commas. */
  secrets(name: string, bytes: number): readonly Buffer[] {
    const secrets = (this.hidden(name) ?? '').split(',').flatMap((part) => part.trim() || []);
    const keys = secrets.map((text) => Buffer.from(text, 'base64'));
    if (keys.every(({ length }) => length === bytes)) return keys;
    return this.wrong(name, `${bytes} bytes in base64 each, separated by commas`, []);
  }

  /** `host:port`, separated by commas. */
  hosts(name: string): readonly string[] {
    const hosts = (this.text(name) ?? '').split(',').flatMap((part) => part.trim() || []);
    const odd = hosts.filter((host) => !/^[^\s:]+:\d{1,5}$/.test(host));
    return odd.length === 0 ? hosts : this.wrong(name, `host:port, not "${odd.join('", "')}"`, []);
  }

  /** A setting that had another name: under that alone it would count as left out, and is refused. */
  renamed(name: string, before: string): void {
    if (this.text(before) !== undefined && this.hidden(name) === undefined)
      this.wrong(before, `is called ${name}`, undefined);
  }

  /** What the installation cannot do without. */
  required<T>(name: string, value: T | undefined): T {
    if (value === undefined || (Array.isArray(value) && value.length === 0))
      // Never used: `whole` throws first.
      return this.text(name) === undefined && !this.files.has(name)
        ? this.wrong(name, 'is missing', value as T)
        : (value as T);
    return value;
  }

  wrong<T>(name: string, fault: string, instead: T): T {
    this.faults.push(`${name}: ${fault}`);
    return instead;
  }

  /** The settings, frozen. @throws EnvironmentFaults */
  whole<T extends object>(settings: T): Readonly<T> {
    if (this.faults.length > 0) throw new EnvironmentFaults(this.faults);
    return Object.freeze(settings);
  }
}
