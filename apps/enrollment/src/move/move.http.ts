import { Database } from '@lib/database';
import { ApiProblems, Keyed, answerOnce, problemFrom, sendAnswer, type Asked } from '@lib/http';
import { Clock } from '@lib/kernel';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { childProblems } from '../child/child.problems.js';
import { reachedChild } from '../child/child-within-reach.http.js';
import { Vault } from '../vault/vault.js';
import { move } from './move.commands.js';
import { MoveAnswer, MoveDto } from './move.dto.js';

/** A child moves to another municipality (docs/rules.md §6). */
@ApiTags('children')
@Controller('children/:childId/move')
export class MoveController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'The child lives in another municipality from now on; tells which contracts and certificates of elsewhere stand.',
    description:
      'The same as a file of the register that names another municipality. Nothing is ended by it: open applications wait ' +
      'for their family to confirm the new terms; contracts keep theirs.',
  })
  @ApiOkResponse({ type: MoveAnswer })
  @ApiProblems(childProblems)
  async move(
    @Param('childId') given: string,
    @Body() { municipality }: MoveDto,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { childId, holderId } = await reachedChild(this.database, this.vault, given);
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => {
      const moved = await move(tx, this.vault, { holderId, municipality }, this.clock.now());
      if (!moved.ok) throw problemFrom(childProblems, moved.error);
      return { status: 200, body: moved.value };
    });
    sendAnswer(reply, { ...answer, body: { childId, municipality, ...(answer.body as object) } });
  }
}
