import { IsUuidField } from '@lib/http';
import { Transform } from 'class-transformer';

export class HolderQuery {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUuidField({ description: 'The surrogate id under which events, topics and the ledger know the child.' })
  readonly holderId!: string;
}
