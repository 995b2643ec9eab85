import { IsCodeField, IsFlag, jsonSchemaOf } from '@lib/http';
import { ApiProperty } from '@nestjs/swagger';
import { regionSettings } from './region-file.js';

export class ProgrammeParams {
  @IsCodeField({ description: 'The financing programme: `<municipality>-<period>`.' })
  readonly programme!: string;
}

export class RegistrationQuery {
  @IsFlag({ optional: true, description: 'Tells what would come of the file and registers nothing.' })
  readonly dryRun?: boolean;
}

export class ProgrammeView {
  @IsCodeField() readonly programme!: string;
  @ApiProperty({
    allOf: [{ title: 'RegionSettings', ...jsonSchemaOf(regionSettings, 'output') }],
    description: 'The region file with every setting in force.',
  })
  readonly settings!: object;

  @IsFlag({ optional: true, description: 'true: this was a dry run, and nothing was registered.' })
  readonly dryRun?: boolean;
  @IsFlag({ optional: true, description: 'Told by a dry run: whether the same settings are registered already.' })
  readonly isRegistered?: boolean;
}
