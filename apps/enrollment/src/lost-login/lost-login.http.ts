import { askerNow } from '@lib/actor';
import { Database } from '@lib/database';
import { Keyed, answerOnce, sendAnswer, type Asked } from '@lib/http';
import { Clock } from '@lib/kernel';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Vault } from '../vault/vault.js';
import { endAccess } from './lost-login.commands.js';
import { EndedAccessView, LostLoginDto } from './lost-login.dto.js';

/** Somebody has lost its login, or another has it (docs/rules.md §10). */
@ApiTags('guardianships')
@Controller('guardianships')
export class LostLoginController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly vault: Vault,
  ) {}

  @Post('end-all')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'A lost login: end every guardianship of a person at once, refuse what it has waiting, erase what it has said of itself.',
    description:
      'Children and contracts stay. The family claims its children with another login, by new codes. The login itself is ' +
      'ended at the issuer, and first.',
  })
  @ApiOkResponse({ type: EndedAccessView })
  async endAll(@Body() { person }: LostLoginDto, @Keyed() keyed: Asked, @Res() reply: FastifyReply): Promise<void> {
    const answer = await answerOnce(this.database, 'enrollment', keyed, async (tx) => ({
      status: 200,
      body: await endAccess(tx, this.vault, { person, by: askerNow() }, this.clock.now()),
    }));
    sendAnswer(reply, answer);
  }
}
