import { IsUuidField } from '@lib/http';
import { Transform } from 'class-transformer';

export class HolderParams {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUuidField({ description: "The certificate holder's surrogate id." })
  readonly holder!: string;
}
