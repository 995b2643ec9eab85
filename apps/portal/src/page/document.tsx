import type { JSX } from 'preact';
import { WhomToCall } from '../region/contacts.js';
import { hasRole, type Page, type Role, type Visit } from './visit.js';

type Place = { readonly to: string; readonly key: string; readonly for?: readonly Role[] };

/** Where one can go from everywhere. */
const PLACES: readonly Place[] = [
  { to: '/programmes', key: 'nav.programmes' },
  { to: '/family', key: 'nav.family', for: ['parent', 'child'] },
  { to: '/family/news', key: 'nav.news', for: ['parent', 'child'] },
  { to: '/provider', key: 'nav.provider', for: ['provider'] },
  { to: '/operator', key: 'nav.operator', for: ['operator', 'municipality', 'payer'] },
  { to: '/operator/feedback', key: 'nav.feedback', for: ['operator'] },
  { to: '/messages', key: 'nav.messages', for: ['administrator'] },
  { to: '/audit', key: 'nav.audit', for: ['auditor'] },
];

/** Where somebody begins who has logged in. */
export const homeOf = (visit: Visit): string =>
  PLACES.find(({ for: roles }) => roles !== undefined && hasRole(visit, roles))?.to ?? '/';

/** The frame of every page. */
export const Document = ({ visit, page, assets }: { visit: Visit; page: Page; assets: Assets }): JSX.Element => {
  const { words, session, address, region } = visit;
  const name = region?.title ?? words.say('title');
  const { say, locale } = words;
  const places = PLACES.filter(({ for: roles }) => !roles || hasRole(visit, roles));
  const [here] = places.filter(({ to }) => isWithin(address, to)).toSorted((a, b) => b.to.length - a.to.length);
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${page.title} — ${name}`}</title>
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" href="data:," />
        <script type="module" src={assets.script} />
      </head>
      <body>
        <a class="skip" href="#main">
          {say('nav.skip')}
        </a>
        <header>
          <div class="bar">
            <a class="brand" href="/">
              {name}
            </a>
            <nav aria-label={say('nav.label')}>
              <ul>
                {places.map((place) => (
                  <li>
                    <a href={place.to} aria-current={place === here ? 'page' : undefined}>
                      {say(place.key)}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <div class="who">
              <Language visit={visit} />
              {session ? (
                <form method="post" action="/logout">
                  <button class="plain">{say('nav.logout')}</button>
                </form>
              ) : (
                <a href={`/login?${new URLSearchParams({ back: address }).toString()}`}>{say('nav.login')}</a>
              )}
            </div>
          </div>
        </header>
        <main id="main" tabIndex={-1} data-live={page.live}>
          {page.body}
        </main>
        {page.live !== undefined && (
          <p
            class="news"
            role="status"
            aria-live="polite"
            data-changed={say('live.changed')}
            data-ended={say('live.ended')}
            data-wait={say('live.wait')}
          />
        )}
        <footer>
          <WhomToCall region={region} words={words} />
          <p>{say('footer')}</p>
          <p>
            <a href="/accessibility">{say('nav.accessibility')}</a>
          </p>
        </footer>
      </body>
    </html>
  );
};

export type Assets = { readonly style: string; readonly script: string };

const Language = ({ visit: { words, address } }: { visit: Visit }): JSX.Element => {
  const other = words.locale === 'ru' ? 'en' : 'ru';
  return (
    <form method="post" action="/language">
      <input type="hidden" name="back" value={address} />
      <button class="plain" name="language" value={other} lang={other}>
        {words.say('nav.other-language')}
      </button>
    </form>
  );
};

const isWithin = (address: string, place: string): boolean =>
  address === place || (/^[/?]/.test(address.slice(place.length)) && address.startsWith(place));
