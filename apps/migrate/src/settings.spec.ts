import { describe, expect, it } from '@jest/globals';
import { settingsFrom } from './settings.js';

const given = { DATABASE_OWNER_URL: 'postgres://owner:a@host/x', DATABASE_URL: 'postgres://the%20services:b@host/x' };

describe('what the migration is told', () => {
  it('is the owner’s address and the role of the services', () => {
    expect(settingsFrom(given, [])).toMatchObject({
      profile: 'cluster',
      services: ['catalog', 'enrollment', 'certificates', 'webhooks', 'portal'],
      database: { ownerUrl: given.DATABASE_OWNER_URL, role: 'the services' },
      events: 'database',
    });
  });

  it('tells where the events are', () => {
    const there = { EVENT_STORE_URL: 'postgres://writer@host/y', EVENT_STORE_OWNER_URL: 'postgres://keeper@host/y' };
    const at = (more: object, names: readonly string[] = []) => settingsFrom({ ...given, ...more }, names).events;
    expect(at(there)).toEqual({ ownerUrl: there.EVENT_STORE_OWNER_URL, role: 'writer' });
    expect(at({ EVENT_STORE_URL: 'esdb://host:2113?tls=false' })).toBe('elsewhere');
    expect(at(there, ['catalog'])).toBe('elsewhere');
    expect(() => at({ EVENT_STORE_URL: there.EVENT_STORE_URL })).toThrow(/EVENT_STORE_OWNER_URL: is missing/);
  });

  it('tells who is given rights on EventStoreDB, where its administrator is named', () => {
    const there = {
      EVENT_STORE_URL: 'esdb://ledger@host:2113',
      EVENT_STORE_PASSWORD: 'l/1',
      EVENT_STORE_OWNER_URL: 'esdb://admin@host:2113',
      EVENT_STORE_OWNER_PASSWORD: 'a',
      EVENT_STORE_AUDITOR_URL: 'esdb://auditor@host:2113',
      EVENT_STORE_AUDITOR_PASSWORD: 'r',
    };
    const rightsBy = (more: object, names: readonly string[] = []) => settingsFrom({ ...given, ...more }, names).rights;
    expect(rightsBy(there)).toEqual({
      adminUrl: 'esdb://admin:a@host:2113',
      ledgerUrl: 'esdb://ledger:l%2F1@host:2113',
      auditorUrl: 'esdb://auditor:r@host:2113',
    });
    expect(rightsBy(there, ['catalog'])).toBeUndefined();
    expect(rightsBy({ EVENT_STORE_URL: 'esdb://ledger:x@host:2113' })).toBeUndefined();
    const alone = { EVENT_STORE_URL: 'esdb://ledger:l@host', EVENT_STORE_AUDITOR_URL: 'esdb://auditor:r@host' };
    expect(() => rightsBy(alone)).toThrow(/EVENT_STORE_AUDITOR_URL: has no effect without EVENT_STORE_OWNER_URL/);
    const unknown = { ...there, EVENT_STORE_OWNER_URL: 'esdb://admin@host:2113?more=1' };
    expect(() => rightsBy(unknown)).toThrow(/EVENT_STORE_OWNER_URL: there is no option more/);
  });

  it.each([
    [{ DATABASE_URL: given.DATABASE_URL }, [], /DATABASE_OWNER_URL: is missing/],
    [{ ...given, DATABASE_URL: 'postgres://host/x' }, [], /DATABASE_URL: names no role/],
    [given, ['payroll'], /payroll: no service/],
    [{ ...given, PROFILE: 'embedded' }, ['catalog'], /PROFILE: embedded is all services at once/],
  ])('is refused: %j %j', (variables, names, fault) => {
    expect(() => settingsFrom(variables, names)).toThrow(fault);
  });
});
