import { certificatePaper } from '../certificate/certificate.paper.js';
import { Refused, found, taken } from '../page/answers.js';
import { contactLines } from '../region/contacts.js';
import type { MadeFile, Visit } from '../page/visit.js';
import { childOf } from './children.js';

/** A certificate of a child as a PDF, as it stands now. @throws Refused 404: it is none of this family's */
export const certificateFile = async (visit: Visit): Promise<MadeFile> => {
  const { ledger, params, words, origin, region } = visit;
  const child = await childOf(visit);
  const { holderId: holder } = child;
  const account = found(await ledger.certificates.call('GET /accounts/{holder}', { path: { holder } }));
  const certificate = account?.certificates.find(({ programme }) => programme === params['programme']);
  if (!account || !certificate) throw new Refused(404, undefined);
  const { programme, number } = certificate;
  const { settings } = taken(
    await ledger.certificates.call('GET /financing-programmes/{programme}', { path: { programme } }),
  );
  const group = settings.groups.find(({ id }) => id === certificate.certificateGroup);
  const bytes = await certificatePaper(
    {
      ...certificate,
      child: child.fullName ?? child.called,
      regionName: settings.name,
      municipalityName: settings.municipality.name,
      groupName: group?.name ?? certificate.certificateGroup,
      from: certificate.validFrom,
      toExclusive: certificate.validToExclusive,
      asOf: account.asOf,
      contacts: contactLines(region),
      checkAt: `${origin}/check/${number}`,
    },
    words,
  );
  return { name: `${words.say('paper.title', { number })}.pdf`, type: 'application/pdf', bytes };
};
