import { accountShown } from '../certificate/account.js';
import { reserveAtOf } from '../page/region.js';
import type { Page, Visit } from '../page/visit.js';
import { childOf } from './children.js';
import { familyNow } from './family-now.js';

/** A child's certificates, as its family sees them. */
export const certificatePage = async (visit: Visit): Promise<Page> => {
  const { say } = visit.words;
  const { guarded, accounts, version } = await familyNow(visit);
  const holder = visit.params['holder'] ?? '';
  const [{ called }, account] = await Promise.all([
    childOf(visit, guarded),
    accountShown(visit, holder, 'family', accounts.get(holder)),
  ]);
  return {
    title: say('certificate.title'),
    live: version,
    body: (
      <>
        <p class="above">{say('certificate.title')}</p>
        <h1>{called}</h1>
        {account ?? <p class="notice">{say(`family.no-certificate-${(await reserveAtOf(visit)) ?? 'enrolment'}`)}</p>}
      </>
    ),
  };
};
