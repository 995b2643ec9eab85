import { ApiProperty } from '@nestjs/swagger';
import { IsCodeField, IsFlag, IsText, PageQuery } from '@lib/http';

export class ProvidersQuery extends PageQuery {
  @IsText({ optional: true, max: 200, description: 'A part of the name, in any case.' })
  readonly name?: string;

  @IsCodeField({ optional: true, max: 20, description: 'The whole taxpayer number (ИНН).' })
  readonly inn?: string;

  @IsFlag({ optional: true, description: 'Whether the provider may be paid by certificate.' })
  readonly payable?: boolean;
}

export class ProviderView {
  @ApiProperty({ example: '22003' }) readonly providerId!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ type: String, nullable: true }) readonly inn!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly address!: string | null;
  @ApiProperty({ description: 'The provider may be paid by certificate.' }) readonly payable!: boolean;
}

export class ProviderPage {
  @ApiProperty({ type: [ProviderView] })
  readonly items!: readonly ProviderView[];

  @ApiProperty({ required: false, description: '`cursor` of the next page; missing on the last one.' })
  readonly next?: string;
}
