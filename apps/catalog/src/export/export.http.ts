import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { jsonSchemaOf, sendDownload } from '@lib/http';
import type { FastifyReply } from 'fastify';
import { programsShape } from '../import/programs-shape.js';
import { ProgramsExportQuery } from './programs.dto.js';
import { programmePages } from './programs.query.js';
import { programsFileOf } from './programs.view.js';

const PROGRAMMES_PER_PAGE = 200;

@ApiTags('exports')
@Controller('exports')
export class ExportController {
  constructor(private readonly database: Database) {}

  @Get('programs')
  @ApiOperation({
    summary: 'The catalogue as the programs.json that `POST /imports` takes',
    description:
      'What it keeps of every programme, in the order of their ids; what it does not offer any more says `archived`. ' +
      'Imported into an empty catalogue it gives the same file again; imported where it comes from it changes nothing.',
  })
  @ApiOkResponse({ schema: { title: 'ProgramsFile', ...jsonSchemaOf(programsShape, 'input') } })
  async programs(@Query() { municipality }: ProgramsExportQuery, @Res() reply: FastifyReply): Promise<void> {
    await sendDownload(reply, {
      name: 'programs.json',
      type: 'application/json; charset=utf-8',
      pages: programmePages(this.database, municipality, PROGRAMMES_PER_PAGE),
      written: programsFileOf,
    });
  }
}
