import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { reachNow } from '@lib/access';
import { ApiProblems, problemFrom } from '@lib/http';
import { plainId } from '@lib/kernel';
import { Vault } from '../vault/vault.js';
import { ChildAnswer } from './child.dto.js';
import { childProblems } from './child.problems.js';
import { reachableChild } from './child.reach.js';

@ApiTags('children')
@Controller('children')
export class ChildController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  @Get(':childId')
  @ApiOperation({ summary: 'The surrogate id of a child.' })
  @ApiResponse({ status: 200, type: ChildAnswer })
  @ApiProblems(childProblems)
  async one(@Param('childId') childId: string): Promise<ChildAnswer> {
    const child = await reachableChild(this.database, this.vault, reachNow(), { childId: plainId(childId) ?? childId });
    if (!child) throw problemFrom(childProblems, { reason: 'unknown-child' as const });
    return child;
  }
}
