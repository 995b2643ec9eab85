import { found } from '../page/answers.js';
import { TextField } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { programmesOf } from './moment.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Finds an account by its holder or by the number of a certificate, and names the financing programmes. */
export const findPage = async (visit: Visit): Promise<Page | Redirect> => {
  const { words, query } = visit;
  const { say } = words;
  const sought = (query.get('find') ?? '').trim();
  const holders = sought === '' ? [] : await holdersOf(visit, sought);
  const [only, ...others] = holders;
  if (only !== undefined && others.length === 0) return { to: `/audit/accounts/${only}` };
  const programmes = await programmesOf(visit);
  return {
    title: say('audit.title'),
    body: (
      <>
        <h1>{say('audit.title')}</h1>
        <form method="get" class="inline" role="search">
          <TextField
            label={say('audit.find')}
            hint={say('audit.find-hint')}
            name="find"
            value={sought}
            max={36}
            error={sought !== '' && holders.length === 0 ? say('audit.none-found', { sought }) : undefined}
            required
          />
          <button>{say('audit.find-button')}</button>
        </form>
        {holders.length > 1 && (
          <>
            <p>{say('audit.several-found', { sought })}</p>
            <ul>
              {holders.map((holder) => (
                <li>
                  <a href={`/audit/accounts/${holder}`}>{holder}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href="/audit/runs">{say('runs.title')}</a>
        </p>
        <h2>{say('audit.programmes')}</h2>
        {programmes.length === 0 ? (
          <p class="empty">{say('front.no-programmes')}</p>
        ) : (
          <ul class="cards">
            {programmes.map(({ programme, municipalityName, from, toExclusive }) => (
              <li>
                <a href={`/audit/programmes/${encodeURIComponent(programme)}`}>
                  <strong>{words.untorn(municipalityName)}</strong>
                </a>
                <p>{words.period(from, toExclusive)}</p>
              </li>
            ))}
          </ul>
        )}
      </>
    ),
  };
};

const holdersOf = async ({ ledger }: Visit, sought: string): Promise<readonly string[]> => {
  if (UUID.test(sought)) {
    const account = found(await ledger.certificates.call('GET /accounts/{holder}', { path: { holder: sought } }));
    return account ? [account.holder] : [];
  }
  if (!/^\d{1,20}$/.test(sought)) return [];
  const known = found(await ledger.certificates.call('GET /certificates/{number}', { path: { number: sought } }));
  return [...new Set(known?.certificates.map(({ holder }) => holder))];
};
