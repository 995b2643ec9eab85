import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { localeOf, phrase, type Locale } from '@lib/wording';
import type Provider from 'oidc-provider';

/** Whom the page offers; any other name is a family. */
const OFFERED = [
  ['family', ['anna', 'boris', 'vera']],
  ['provider', ['provider:22001', 'provider:22002', 'provider:22003']],
  ['operator', ['operator', 'second-operator']],
  ['payer', ['payer:2442']],
  ['auditor', ['auditor']],
] as const;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}:._@ -]{0,99}$/u;
const BODY_LIMIT_BYTES = 2_000;

/** The path at which somebody says who he is, for an authorization under way. */
export const loginPath = (uid: string): string => `/interaction/${uid}`;

export const isLogin = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/interaction/');

/** Forgets who was here before, so that a demonstration can go on as somebody else: everybody is asked who he is. */
export const forgetSession = (request: IncomingMessage): void => {
  const { url = '', headers } = request;
  if (!url.startsWith('/auth')) return;
  const kept = (headers.cookie ?? '').split('; ').filter((cookie) => !cookie.startsWith('_session'));
  headers.cookie = kept.join('; ');
};

/** Shows the page, and takes the name that is sent from it. */
export const answerLogin = async (
  provider: Provider,
  request: IncomingMessage,
  reply: ServerResponse,
): Promise<void> => {
  try {
    const { uid } = await provider.interactionDetails(request, reply);
    const name = request.method === 'POST' ? await nameIn(request) : undefined;
    if (name !== undefined && NAME.test(name)) {
      await provider.interactionFinished(request, reply, { login: { accountId: name, remember: false } });
      return;
    }
    show(request, reply, name === undefined ? 200 : 422, loginPath(uid));
  } catch {
    show(request, reply, 400, '');
  }
};

const nameIn = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT_BYTES) return '';
    parts.push(part);
  }
  return (new URLSearchParams(Buffer.concat(parts).toString()).get('login') ?? '').trim();
};

const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 40rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.8rem; line-height: 1.2; }
button, input { font: inherit; padding: 0.5rem 0.9rem; min-height: 2.75rem; max-width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0; }
label { display: block; font-weight: 600; }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const show = (request: IncomingMessage, reply: ServerResponse, status: 200 | 400 | 422, path: string): void => {
  const locale = localeOf(request.headers['accept-language']);
  const say = (key: string): string => phrase(locale, `demo-login.${key}`);
  const offers = OFFERED.map(
    ([role, names]) =>
      `<h2>${say(role)}</h2><form method="post" action="${path}" class="row">${names
        .map((name) => `<button name="login" value="${name}">${name}</button>`)
        .join('')}</form>`,
  );
  const faults = { 200: '', 400: say('over'), 422: say('name-wrong') };
  const fault = faults[status] === '' ? '' : `<p role="alert">${faults[status]}</p>`;
  const forms =
    status === 400
      ? ''
      : `${offers.join('')}<h2>${say('other')}</h2>
<form method="post" action="${path}"><label for="login">${say('name')}</label>
<p class="row"><input id="login" name="login" required maxlength="100" autocomplete="off"><button>${say('button')}</button></p></form>`;
  const { headers, html } = pageOf(locale, `<p>${say('text')}</p>${fault}${forms}`);
  reply.writeHead(status, headers).end(html);
};

/** What the page runs by itself; without scripts there is its button. */
const LEAVE = `document.forms[0].elements.namedItem('logout').click();`;

/** Somebody logs out at a program of the issuer's: who is here is forgotten here as well. @param form with what it takes */
export const showLogout = (asked: Asked, form: string): void => {
  const locale = localeOf(asked.req.headers['accept-language']);
  const text = `<p>${phrase(locale, 'demo-login.leaving')}</p>`;
  const button = `<button name="logout" value="yes">${phrase(locale, 'demo-login.leave')}</button>`;
  const { headers, html } = pageOf(locale, `${text}${form.replace('</form>', `${button}</form>`)}`, LEAVE);
  asked.set(headers);
  asked.body = html;
};

/** As oidc-provider has a request and its answer. */
type Asked = {
  readonly req: IncomingMessage;
  set(headers: Readonly<Record<string, string>>): void;
  body: unknown;
};

const pageOf = (locale: Locale, body: string, script?: string) => {
  const title = phrase(locale, 'demo-login.title');
  const hash = script && createHash('sha256').update(script).digest('base64');
  const scripts = hash === undefined ? '' : ` script-src 'sha256-${hash}';`;
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}';${scripts} img-src data:; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    },
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${body}</main>${script === undefined ? '' : `<script>${script}</script>`}</body></html>`,
  };
};
