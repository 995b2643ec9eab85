import { Database } from '@lib/database';
import {
  ApiProblems,
  Keyed,
  answerRepeatable,
  idempotencyProblems,
  problemFrom,
  sendAnswer,
  type Asked,
} from '@lib/http';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Closings } from './closing.commands.js';
import { CertificateParams, CloseCertificateRequest, ClosedCertificateView } from './closing.dto.js';
import { closingProblems } from './closing.problems.js';

@ApiTags('accounts')
@Controller('accounts')
export class ClosingController {
  constructor(
    private readonly closings: Closings,
    private readonly database: Database,
  ) {}

  @Post(':holder/certificates/:programme/close')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Close a certificate: its contracts end as by a notice of today, what is left falls back to the budget',
  })
  @ApiOkResponse({ type: ClosedCertificateView, description: 'It is closed, by this request or an earlier one.' })
  @ApiProblems(idempotencyProblems, closingProblems)
  async close(
    @Param() { holder, programme }: CertificateParams,
    @Body() { reason }: CloseCertificateRequest,
    @Keyed() keyed: Asked,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = await answerRepeatable(this.database, 'certificates', keyed, async () => {
      const closed = await this.closings.close(holder, programme, reason);
      if (!closed.ok) throw problemFrom(closingProblems, closed.error);
      const { on, number, expired, reason: recorded } = closed.value;
      const body = { holder, programme, number, closedOn: on, reason: recorded, expiredKopecks: expired };
      return { status: 200, body: body satisfies ClosedCertificateView };
    });
    sendAnswer(reply, answer);
  }
}
