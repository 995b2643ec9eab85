import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@lib/database';
import { invalidRequest } from '@lib/http';
import { ReadLog } from '../reads/read-log.js';
import { Vault } from '../vault/vault.js';
import { childIdsOf } from './child.query.js';
import { documentText, nameText } from './domain/identity.js';
import { ChildSearchDto, FoundChildren } from './search.dto.js';

const FOUND_MAX = 20;

/** From a child to its ids, by what its document says. A POST, so that nothing of it stands in an address. */
@ApiTags('children')
@Controller('children')
export class ChildSearchController {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly reads: ReadLog,
  ) {}

  @Post('search')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Children of the register by a document, or by name and birth date. Changes nothing and needs no key.',
    description:
      'By exact match, however it was typed. Who asks, when and what for is recorded of each child that is found, before ' +
      'it is told.',
  })
  @ApiOkResponse({ type: FoundChildren })
  async search(@Body() { document, name, why }: ChildSearchDto): Promise<FoundChildren> {
    if (!document && !name) throw invalidRequest([{ pointer: '/document', code: 'required' }]);
    const found = await this.database.query<{ holderId: string; by: 'document' | 'name' }>(
      `SELECT c.holder_id AS "holderId", CASE WHEN c.document_index = $1 THEN 'document' ELSE 'name' END AS by
       FROM enrollment.children c
       WHERE c.merged_into IS NULL AND (c.document_index = $1 OR c.name_index = $2)
       ORDER BY by, c.holder_id LIMIT ${FOUND_MAX}`,
      [document ? this.vault.indexOf(documentText(document)) : null, name ? this.vault.indexOf(nameText(name)) : null],
    );
    const holders = found.map(({ holderId }) => holderId);
    if (holders.length > 0)
      await this.reads.record(...holders.map((holderId) => ({ holderId, what: 'id', why }) as const));
    const childIds = await childIdsOf(this.database, this.vault, holders);
    return {
      items: found.flatMap(({ holderId, by }) => {
        const childId = childIds.get(holderId);
        return childId === undefined ? [] : [{ childId, holderId, by }];
      }),
    };
  }
}
