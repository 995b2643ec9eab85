import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { ApiProblems } from '@lib/http';
import { Vault } from '../vault/vault.js';
import { ChildAnswer } from './child.dto.js';
import { childProblems } from './child.problems.js';
import { reachedChild } from './child-within-reach.http.js';

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
  one(@Param('childId') childId: string): Promise<ChildAnswer> {
    return reachedChild(this.database, this.vault, childId);
  }
}
