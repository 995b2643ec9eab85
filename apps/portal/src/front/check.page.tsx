import type { JSX } from 'preact';
import { found } from '../page/answers.js';
import { Facts } from '../page/parts.js';
import { hasRole, type Page, type Visit } from '../page/visit.js';

const MAY_CHECK = ['parent', 'child', 'operator', 'municipality', 'payer', 'auditor'] as const;

/**
 * Where the QR code of a certificate leads. A number is guessed easily, so only who may see the account learns anything by
 * it; everybody else learns who can check it.
 */
export const checkPage = async (visit: Visit): Promise<Page> => {
  const { words, params } = visit;
  const { say } = words;
  const number = params['number'] ?? '';
  return {
    title: say('check.title'),
    body: (
      <>
        <h1>{say('check.title')}</h1>
        <p>{say('certificate.of', { number })}</p>
        {(await checked(visit, number)) ?? <p class="notice">{say('check.who')}</p>}
        {!visit.session && (
          <p>
            <a class="button" href={`/login?${new URLSearchParams({ back: visit.address }).toString()}`}>
              {say('nav.login')}
            </a>
          </p>
        )}
      </>
    ),
  };
};

const checked = async (visit: Visit, number: string): Promise<JSX.Element | undefined> => {
  if (!hasRole(visit, MAY_CHECK)) return undefined;
  const { ledger, words } = visit;
  const { say, money, period } = words;
  const known = found(await ledger.certificates.call('GET /certificates/{number}', { path: { number } }));
  const [holder] = (known?.certificates ?? []).map((one) => one.holder);
  if (holder === undefined) return <p class="notice wrong">{say('check.unknown')}</p>;
  const account = found(await ledger.certificates.call('GET /accounts/{holder}', { path: { holder } }));
  const certificates = (account?.certificates ?? []).filter((one) => one.number === number);
  return (
    <>
      <p class="notice" role="status">
        {say('check.known')}
      </p>
      {certificates.map((one) => (
        <Facts
          items={[
            [say('certificate.validity'), period(one.validFrom, one.validToExclusive)],
            [say('certificate.nominal'), money(one.nominalKopecks)],
            [say('certificate.available'), money(one.availableKopecks)],
          ]}
        />
      ))}
    </>
  );
};
