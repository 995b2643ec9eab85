import type { ProgrammeCalendar } from '@lib/clock';
import { Gathering, type Database } from '@lib/database';
import type { Vault } from '../vault/vault.js';
import { allNamed, calendarsOfApplications } from './application.query.js';
import type { NamedView, ViewRow } from './application.row.js';

/** What nearly every request about an application asks the database for: of those that ask at once, together. */
export class Lookups {
  private readonly calendars: Gathering<string, ProgrammeCalendar | undefined>;
  private readonly names: Gathering<ViewRow, NamedView>;

  constructor(database: Database, vault: Vault) {
    this.calendars = new Gathering({
      work: async (many) => {
        const ids = many.map(({ item }) => item);
        const calendars = await calendarsOfApplications(database, ids);
        return ids.map((id) => calendars.get(id));
      },
    });
    this.names = new Gathering({
      work: (many) =>
        allNamed(
          database,
          vault,
          many.map(({ item }) => item),
        ),
    });
  }

  /** The calendar an application lives by; none when it was refused before a programme was found, or does not exist. */
  calendarOf(id: string): Promise<ProgrammeCalendar | undefined> {
    return this.calendars.ask(id);
  }

  /** A view as it is shown: with the id by which the register names the child. */
  named(view: ViewRow): Promise<NamedView> {
    return this.names.ask(view);
  }
}
