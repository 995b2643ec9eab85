import { accessibilityPage } from './accessibility.page.js';
import { checkPage } from './check.page.js';
import { rulesPage } from './rules.page.js';
import { atMost } from '../page/answers.js';
import { homeOf } from '../page/document.js';
import { Contacts } from '../region/contacts.js';
import type { Page, Route, Visit } from '../page/visit.js';

const PROGRAMMES_SHOWN = 50;

/** The front page: what the certificate is, where to begin, and the rules of the region's programmes by their settings. */
const frontPage = async (visit: Visit): Promise<Page> => {
  const { words, ledger, session, region } = visit;
  const { say, day } = words;
  const programmes = await atMost(ledger.certificates.items('GET /financing-programmes'), PROGRAMMES_SHOWN);
  return {
    title: say('front.title'),
    body: (
      <>
        <h1>{say('front.title')}</h1>
        <p class="lead">{say('front.lead')}</p>
        {region?.notice !== undefined && (
          <p class="notice" lang="ru">
            {region.notice}
          </p>
        )}
        <ol class="steps">
          {['front.step-register', 'front.step-choose', 'front.step-consent', 'front.step-learn'].map((key) => (
            <li>{say(key)}</li>
          ))}
        </ol>
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
                <li>{step}</li>
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
                  <strong>{municipalityName}</strong>
                </a>
                <p>{regionName}</p>
                <p>{say('front.period', { from: day(from), to: day(toExclusive) })}</p>
              </li>
            ))}
          </ul>
        )}
        <Contacts region={region} words={words} />
      </>
    ),
  };
};

export const frontRoutes: readonly Route[] = [
  { get: '/', for: 'anyone', page: frontPage },
  { get: '/rules/:programme', for: 'anyone', page: rulesPage },
  { get: '/check/:number', for: 'anyone', page: checkPage },
  { get: '/accessibility', for: 'anyone', page: accessibilityPage },
  { get: '/cabinet', for: 'anyone', page: (visit) => Promise.resolve({ to: homeOf(visit) }) },
];
