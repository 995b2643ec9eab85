import { IsOneOf, IsUuidField } from '@lib/http';
import { PURPOSES, type Purpose } from '../reads/read-log.js';
import { Transform } from 'class-transformer';

export class HolderQuery {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUuidField({ description: 'The surrogate id under which events, topics and the ledger know the child.' })
  readonly holderId!: string;

  @IsOneOf(PURPOSES, { optional: true, description: 'What for; `contract` where it is left out.' })
  readonly why?: Purpose;
}
