import { reachNow } from '@lib/access';
import { Database } from '@lib/database';
import { ApiProblems } from '@lib/http';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { holdersOf } from '../child/child.query.js';
import { reachedChild } from '../child/child-within-reach.http.js';
import { guardiansOf } from '../child/guardianship.query.js';
import { parentsOf } from '../parent/parent.store.js';
import { ReadLog } from '../reads/read-log.js';
import { Vault } from '../vault/vault.js';
import { CardQuery } from './card.dto.js';
import { cardProblems } from './card.problems.js';
import { GuardiansView } from './guardians.dto.js';
import { purposeOf } from './purpose.http.js';

/** Who acts for a child (docs/rules.md §10). */
@ApiTags('children')
@Controller('children/:childId/guardians')
export class GuardiansController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'Who acts for a child. Who asks, when and what for is recorded first. A family sees no names: who its others are it knows.',
  })
  @ApiOkResponse({ type: GuardiansView })
  @ApiProblems(cardProblems)
  async guardians(@Param('childId') childId: string, @Query() query: CardQuery): Promise<GuardiansView> {
    const { holderId } = await reachedChild(this.database, this.vault, childId);
    const why = purposeOf(query.why);
    const guardians = await guardiansOf(this.database, await holdersOf(this.database, holderId));
    const persons = reachNow().isOfFamily ? [] : guardians.map(({ person }) => person);
    const parents = await parentsOf(this.database, this.vault, persons);
    await this.reads.record(
      { holderId, what: 'guardians', why },
      ...[...parents.keys()].map((person) => ({ holderId: person, what: 'parent', why }) as const),
    );
    return {
      items: guardians.map(({ id, person, relation, since }) => {
        if (reachNow().isOfFamily) return { relation, since };
        const parent = parents.get(person);
        return { relation, since, guardianship: id, person, ...(parent && { parent: parent.view }) };
      }),
    };
  }
}
