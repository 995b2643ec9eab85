import { accountShown } from '../certificate/account.js';
import type { Page, Visit } from '../page/visit.js';

/** A child's certificates, as its family sees them. */
export const certificatePage = async (visit: Visit): Promise<Page> => {
  const { say } = visit.words;
  const account = await accountShown(visit, visit.params['holder'] ?? '', 'family');
  const title = say('certificate.title');
  return {
    title,
    body: (
      <>
        <h1>{title}</h1>
        {account ?? <p class="empty">{say('family.no-certificate')}</p>}
      </>
    ),
  };
};
