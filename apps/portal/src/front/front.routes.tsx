import { accessibilityPage } from './accessibility.page.js';
import { checkPage } from './check.page.js';
import { rulesPage } from './rules.page.js';
import { atMost, taken } from '../page/answers.js';
import { homeOf } from '../page/document.js';
import { Contacts } from '../region/contacts.js';
import { hasRole, type Page, type Route, type Visit } from '../page/visit.js';

const PROGRAMMES_SHOWN = 50;

/** The front page: what the certificate is, where to begin, and the rules of the region's programmes by their settings. */
const frontPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger, session, region } = visit;
  const { say } = words;
  const programmes = await atMost(ledger.certificates.items('GET /financing-programmes'), PROGRAMMES_SHOWN);
  return {
    title: say('front.title'),
    body: (
      <>
        <h1>{say('front.title')}</h1>
        <p class="lead">{say('front.lead')}</p>
        {region?.notice !== undefined && (
          <p class="notice" lang="ru">
            {words.untorn(region.notice)}
          </p>
        )}
        {(!session || hasRole(visit, ['parent', 'child'])) && (
          <ol class="steps">
            {[session ? 'step-child' : 'step-register', 'step-choose', 'step-consent'].map((step) => (
              <li>{say(`front.${step}`)}</li>
            ))}
            <li>{`${await reserveInWords(visit, programmes)} ${say('rules.debit')}`}</li>
          </ol>
        )}
        <p class="actions">
          <a class="button" href={session ? homeOf(visit) : '/login?back=%2Fcabinet'}>
            {say(session ? 'front.to-cabinet' : 'front.login')}
          </a>
          <a href="/programmes">{say('front.to-programmes')}</a>
        </p>
        {region?.guide !== undefined && (
          <section aria-labelledby="guide" lang="ru">
            <h2 id="guide">{say('region.guide')}</h2>
            <ol>
              {region.guide.map((step) => (
                <li>{words.untorn(step)}</li>
              ))}
            </ol>
          </section>
        )}
        <h2>{say('front.regions')}</h2>
        {programmes.length === 0 ? (
          <p class="empty">{say('front.no-programmes')}</p>
        ) : (
          <ul class="cards">
            {programmes.map(({ programme, municipalityName, regionName, from, toExclusive }) => (
              <li>
                <a href={`/rules/${encodeURIComponent(programme)}`}>
                  <strong>{say('rules.title', { municipality: municipalityName })}</strong>
                </a>
                <p>{regionName}</p>
                <p>{words.period(from, toExclusive)}</p>
              </li>
            ))}
          </ul>
        )}
        <Contacts region={region} words={words} />
      </>
    ),
  };
};

/** When the money is reserved and the certificate issued: by the settings of the programme, where there is one only. */
const reserveInWords = async (
  { words: { say }, ledger }: Visit,
  programmes: readonly { readonly programme: string }[],
): Promise<string> => {
  const [only, ...others] = programmes;
  if (!only || others.length > 0) return say('front.reserve-by-rules');
  const path = { programme: only.programme };
  const { settings } = taken(await ledger.certificates.call('GET /financing-programmes/{programme}', { path }));
  return say(`rules.reserve-${settings.rules.reserveAt ?? 'enrolment'}`);
};

export const frontRoutes: readonly Route[] = [
  { get: '/', for: 'anyone', page: frontPage },
  { get: '/rules/:programme', for: 'anyone', page: rulesPage },
  { get: '/check/:number', for: 'anyone', page: checkPage },
  { get: '/accessibility', for: 'anyone', page: accessibilityPage },
  { get: '/cabinet', for: 'anyone', page: (visit) => Promise.resolve({ to: homeOf(visit) }) },
];
