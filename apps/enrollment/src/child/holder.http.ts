import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { reachNow } from '@lib/access';
import { ApiProblems, problemFrom } from '@lib/http';
import { ChildAnswer } from './child.dto.js';
import { childProblems } from './child.problems.js';
import { reachableChild } from './child.reach.js';
import { ReadLog } from '../reads/read-log.js';
import { Vault } from '../vault/vault.js';
import { HolderQuery } from './holder.dto.js';

/** From a certificate back to the child: the one place that answers it, and with ids alone (docs/rules.md §10). */
@ApiTags('children')
@Controller('children')
export class HolderController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
  ) {}

  @Get()
  @ApiOperation({
    summary:
      'The child that a surrogate id stands for; that somebody asked is recorded first, unless it is the family itself, which ' +
      'has both ids from its guardianships. A person who was erased is unknown.',
  })
  @ApiResponse({ status: 200, type: ChildAnswer })
  @ApiProblems({ 'unknown-child': childProblems['unknown-child'] })
  async byHolder(@Query() { holderId, why = 'contract' }: HolderQuery): Promise<ChildAnswer> {
    const child = await reachableChild(this.database, this.vault, reachNow(), { holderId });
    if (!child) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
    if (!reachNow().isOfFamily) await this.reads.record({ holderId, what: 'id', why });
    return child;
  }
}
