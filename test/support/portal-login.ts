type Shown = { readonly status: number; readonly html: string; readonly headers: Headers };
type Fields = Readonly<Record<string, string | readonly string[]>>;

const STEPS_MAX = 12;

/** Somebody with a browser that runs no script: it keeps cookies, follows redirects and sends forms. */
export class PortalVisitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly portal: string) {}

  async open(path: string): Promise<Shown> {
    return shownBy(await this.follow(await this.send(new URL(path, this.portal))));
  }

  /** Sends a form as a page of the portal does, and follows where it leads. */
  async submit(path: string, fields: Fields | FormData): Promise<Shown> {
    const to = new URL(path, this.portal);
    const body = fields instanceof FormData ? fields : pairsOf(fields);
    return shownBy(await this.follow(await this.send(to, body)));
  }

  /** Logs in at the demo issuer, through its pages. */
  async login(name: string): Promise<this> {
    let page = await this.follow(await this.send(new URL('/login', this.portal)));
    for (let steps = 0; steps < STEPS_MAX && !page.url.startsWith(this.portal); steps++) {
      const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? '/';
      const form = pairsOf({ prompt: 'login', login: name, password: 'none' });
      page = await this.follow(await this.send(new URL(action, page.url), form));
    }
    if (!page.url.startsWith(this.portal)) throw new Error(`${name} could not log in`);
    return this;
  }

  /** What its browser sends to a place, for whoever asks by hand. */
  cookieAt(url: string): string {
    const { hostname } = new URL(url);
    return [...this.cookies]
      .filter(([key]) => key.startsWith(`${hostname} `))
      .map(([key, value]) => `${key.slice(hostname.length + 1)}=${value}`)
      .join('; ');
  }

  private async follow(first: Response): Promise<Response> {
    let page = first;
    for (let steps = 0; steps < STEPS_MAX; steps++) {
      const to = page.headers.get('location');
      if (to === null) return page;
      page = await this.send(new URL(to, page.url));
    }
    throw new Error(`${first.url} leads round and round`);
  }

  private async send(to: URL, body?: URLSearchParams | FormData): Promise<Response> {
    const cookie = this.cookieAt(to.href);
    const headers = { cookie, ...(body ? { origin: to.origin } : {}) };
    const answer = await fetch(to, { redirect: 'manual', headers, ...(body ? { method: 'POST', body } : {}) });
    for (const set of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.cookies.set(`${to.hostname} ${key}`, value);
    }
    return answer;
  }
}

/** The key that the first form of a page has for its sending. */
export const keyIn = (html: string): string => /name="key" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** The words of a page, without its tags. */
export const wordsIn = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&(nbsp|#160);|\s|\u00a0/g, ' ')
    .replaceAll(/ +/g, ' ');

const shownBy = async (page: Response): Promise<Shown> => ({
  status: page.status,
  html: await page.text(),
  headers: page.headers,
});

const pairsOf = (fields: Fields): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
    ),
  );
