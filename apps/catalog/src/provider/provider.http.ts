import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { ApiProblems, LIMIT_DEFAULT, cursorProblems, decodeCursor, pageOf } from '@lib/http';
import { ProviderPage, ProvidersQuery } from './provider.dto.js';
import { providersAfter } from './provider.query.js';

@ApiTags('providers')
@Controller('providers')
export class ProviderController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'Providers of the catalogue that meet every criterion given, by id.' })
  @ApiOkResponse({ type: ProviderPage })
  @ApiProblems(cursorProblems)
  async list(@Query() { limit = LIMIT_DEFAULT, cursor, ...criteria }: ProvidersQuery): Promise<ProviderPage> {
    const [after = ''] = cursor === undefined ? [] : decodeCursor(cursor, 1);
    const rows = await providersAfter(this.database, criteria, after, limit + 1);
    return pageOf(rows, limit, ({ providerId }) => [providerId]);
  }
}
