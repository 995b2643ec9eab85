import { describe, expect, it } from '@jest/globals';
import { after } from '../account.testing.js';
import { autumn, day, open, release, reserve, revoke, rub, terminate } from '../account-events.testing.js';
import { fundsOn } from './funds.js';

// A notice that was taken back counted as never given, on the days too on which it stood. Money that another contract had
// bound on those days and given back since was then bound twice: the funds of such a day were less than nothing, and a late
// request dated on it stopped the account for good. No test asked about a day between a notice and its revocation.
describe('the funds of a day', () => {
  const LAST = '2019-12-31';
  const { account } = after(
    reserve('2019-09-06'),
    open('2019-09-09'),
    terminate('2019-10-05', '2019-10-31'),
    reserve('2019-10-07', { contract: 'c2' }),
    release('2019-10-10', 'c2'),
    revoke('2019-10-12', LAST),
  );
  const left = (on: string): number => fundsOn(account, autumn.financingProgramme, day(on));

  it('are what a notice gave back, while it stood, less what another contract took of it', () => {
    expect(left('2019-10-07')).toBe(0);
  });

  it('are no more than the revocation of the notice left', () => {
    expect(left('2019-10-06')).toBe(0);
    expect(left('2019-10-11')).toBe(0);
    expect(left('2019-10-12')).toBe(0);
  });

  it('are all of the certificate before anything was reserved, less what is bound now', () => {
    expect(left('2019-09-05')).toBe(0);
    const released = after(reserve('2019-09-06'), release('2019-09-08')).account;
    expect(fundsOn(released, autumn.financingProgramme, day('2019-09-08'))).toBe(rub('5,000'));
    expect(fundsOn(released, autumn.financingProgramme, day('2019-09-07'))).toBe(0);
  });
});
