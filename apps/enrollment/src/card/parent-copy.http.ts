import { Database } from '@lib/database';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { guardianshipsOfPerson, withChildIds } from '../child/guardianship.query.js';
import { processingBy } from '../child/processing-consent.store.js';
import { Consents } from '../consent/consent.store.js';
import { parentOf } from '../parent/parent.store.js';
import { personNow } from '../parent/person-now.http.js';
import { ReadLog } from '../reads/read-log.js';
import { readsOf } from '../reads/reads.query.js';
import { registrationsBy, viewOf } from '../registration/registration.store.js';
import { Vault } from '../vault/vault.js';
import { READS_IN_COPY, readViewFor } from './read-view.js';
import { ParentCopyView } from './parent-copy.dto.js';

/** What is held on a parent itself (docs/rules.md §10). */
@ApiTags('parents')
@Controller('parents/me/copy')
export class ParentCopyController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
    private readonly consents: Consents,
  ) {}

  @Get()
  @ApiOperation({ summary: 'A copy of all that is held here on you. That it was asked for is recorded first.' })
  @ApiOkResponse({ type: ParentCopyView })
  async copy(): Promise<ParentCopyView> {
    const person = personNow();
    await this.reads.record({ holderId: person, what: 'copy', why: 'family' });
    const parent = await parentOf(this.database, this.vault, person);
    const guardianships = await guardianshipsOfPerson(this.database, person);
    const registrations = await registrationsBy(this.database, person);
    const quotes = await this.consents.by(this.database, person);
    const processing = await processingBy(this.database, person);
    return {
      ...(parent && { parent: parent.view }),
      guardianships: await withChildIds(this.database, this.vault, guardianships),
      registrations: registrations.map((one) => viewOf(one, true)),
      consents: [
        ...quotes.map((one) => ({ ...one, of: 'quote' as const })),
        ...processing.map(({ standing, ...one }) => ({
          ...one,
          of: standing === 'given' ? ('processing' as const) : ('withdrawal' as const),
        })),
      ].toSorted((one, another) => Date.parse(one.at) - Date.parse(another.at)),
      reads: (await readsOf(this.database, [person], undefined, READS_IN_COPY)).map((row) => readViewFor(row, true)),
    };
  }
}
