import { ApiProperty } from '@nestjs/swagger';
import { IsCount, IsFlag, IsOneOf, IsText, PageQuery } from '@lib/http';
import { directions, type Direction } from '../direction/direction.js';
import { GroupCard } from '../group/group.dto.js';

export class SearchQuery extends PageQuery {
  @IsOneOf(directions, { optional: true })
  readonly direction?: Direction;

  @IsCount({ optional: true, max: 100, description: 'Completed years of the child.' })
  readonly age?: number;

  @IsCount({ optional: true })
  readonly municipality?: number;

  @IsText({
    optional: true,
    max: 200,
    description: 'A part of the name of the programme or the provider, in any case.',
  })
  readonly name?: string;

  @IsFlag({ optional: true, description: 'With a free place, or without.' })
  readonly free?: boolean;

  @IsFlag({ optional: true, description: 'Whether the provider may be paid by certificate.' })
  readonly payable?: boolean;
}

export class GroupPage {
  @ApiProperty({ type: [GroupCard] })
  readonly items!: readonly GroupCard[];

  @ApiProperty({ required: false, description: '`cursor` of the next page; missing on the last one.' })
  readonly next?: string;
}
