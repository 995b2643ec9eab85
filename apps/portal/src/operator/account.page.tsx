import { accountShown } from '../certificate/account.js';
import { found } from '../page/answers.js';
import { Table, TextField } from '../page/parts.js';
import type { Page, Redirect, Visit } from '../page/visit.js';
import { Rooms } from '../page/rooms.js';

/** The certificates of a holder, as whoever runs or pays for them sees them. */
export const accountPage = async (visit: Visit): Promise<Page> => {
  const { say } = visit.words;
  const account = await accountShown(visit, visit.params['holder'] ?? '', 'other');
  return {
    title: say('operator.account-title'),
    body: (
      <>
        <h1>{say('operator.account-title')}</h1>
        <Rooms visit={visit} />
        {account ?? <p class="empty">{say('operator.no-account')}</p>}
        <p>
          <a href="/operator">{say('operator.back')}</a>
        </p>
      </>
    ),
  };
};

/** Finds a certificate by its number: its account, or a choice where a number has several. */
export const certificateSearch = async (visit: Visit): Promise<Page | Redirect> => {
  const { words, ledger, query } = visit;
  const { say } = words;
  const number = (query.get('number') ?? '').replaceAll(/[\s-]/g, '');
  const known =
    number === ''
      ? undefined
      : found(await ledger.certificates.call('GET /certificates/{number}', { path: { number } }));
  const certificates = known?.certificates ?? [];
  const [only, ...others] = certificates;
  if (only && others.length === 0) return { to: `/operator/accounts/${only.holder}` };
  return {
    title: say('operator.find'),
    status: certificates.length === 0 ? 404 : 200,
    body: (
      <>
        <h1>{say('operator.find')}</h1>
        <Rooms visit={visit} />
        <form method="get" class="inline">
          <TextField label={say('operator.number')} name="number" value={query.get('number') ?? ''} max={30} required />
          <button>{say('operator.find-it')}</button>
        </form>
        <Table
          caption={say('operator.found')}
          head={[say('operator.programme'), say('operator.group'), say('operator.open')]}
          rows={certificates.map(({ programme, certificateGroup, holder, closed }) => [
            programme,
            certificateGroup,
            <>
              <a href={`/operator/accounts/${holder}`}>{say('operator.open')}</a>
              {closed && <small> {say('operator.closed')}</small>}
            </>,
          ])}
          empty={say('operator.no-certificate')}
        />
      </>
    ),
  };
};
