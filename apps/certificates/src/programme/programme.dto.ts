import { IsCodeField, IsFlag, jsonSchemaOf } from '@lib/http';
import { ApiProperty } from '@nestjs/swagger';
import { regionSettings } from './region-file.js';

export class ProgrammeParams {
  @IsCodeField({ description: 'The financing programme: `<municipality>-<period>`.' })
  readonly programme!: string;
}

export class ProgrammeView {
  @IsCodeField() readonly programme!: string;
  @ApiProperty({
    allOf: [{ title: 'RegionSettings', ...jsonSchemaOf(regionSettings, 'output') }],
    description: 'The region file with every setting in force.',
  })
  readonly settings!: object;
}

export class ProgrammeDryRun extends ProgrammeView {
  @IsFlag({ description: 'Always true: nothing was registered.' }) readonly dryRun!: boolean;
  @IsFlag({ description: 'Whether the same settings are registered already.' }) readonly isRegistered!: boolean;
}
