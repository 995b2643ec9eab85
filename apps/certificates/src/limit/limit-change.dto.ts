import {
  IsCalendarDateField,
  IsCodeField,
  IsCount,
  IsKopecks,
  IsListOf,
  IsOneOf,
  IsText,
  IsUuidField,
} from '@lib/http';
import { ApiProperty } from '@nestjs/swagger';
import { z } from 'zod';
import { ProgrammeParams } from '../programme/programme.dto.js';
import { limitFields, word } from '../programme/region-file.js';

const NULL_IS_NONE = 'null: no limit.';

/** Limits of a certificate group, both of them: what is not to change is said again. */
export const limitChangeFields = z.strictObject({
  certificateGroup: word(50),
  ...limitFields,
  act: word(200).meta({ description: 'The act of the municipality: its number and date. No names of persons.' }),
});

export class LimitChangeParams extends ProgrammeParams {
  @IsCodeField({ description: 'The change of limits.' }) readonly change!: string;
}

class LimitsView {
  @ApiProperty({ type: 'integer', nullable: true, description: `How many certificates. ${NULL_IS_NONE}` })
  readonly countLimit!: number | null;

  @ApiProperty({
    type: 'integer',
    format: 'int64',
    nullable: true,
    description: `The sum of nominals. ${NULL_IS_NONE}`,
  })
  readonly sumLimitKopecks!: number | null;
}

export class LimitChangeView extends LimitsView {
  @IsUuidField() readonly id!: string;
  @IsCodeField() readonly certificateGroup!: string;
  @IsText({ max: 200 }) readonly act!: string;
  @IsOneOf(['waiting', 'approved', 'dropped'], { description: '`waiting` for a second person.' })
  readonly state!: string;
  @IsCalendarDateField() readonly askedOn!: string;
  @IsCodeField({ description: 'A code for who asked.' }) readonly askedBy!: string;
  @IsCalendarDateField({ optional: true }) readonly decidedOn?: string;
  @IsCodeField({ optional: true, description: 'A code for who decided; whoever approved is somebody else.' })
  readonly decidedBy?: string;
}

class GroupLimitsView extends LimitsView {
  @IsCodeField() readonly certificateGroup!: string;
  @IsText({ max: 200 }) readonly name!: string;
  @IsKopecks() readonly nominalKopecks!: number;
  @IsCount({ description: 'How many certificates the group has issued.' }) readonly issued!: number;
  @IsKopecks({ description: 'The sum of their nominals.' }) readonly issuedKopecks!: number;
}

export class LimitsOfProgramme {
  @IsCodeField() readonly programme!: string;
  @IsListOf(() => GroupLimitsView) readonly groups!: readonly GroupLimitsView[];
  @IsListOf(() => LimitChangeView, { description: 'The last hundred changes, the latest first.' })
  readonly changes!: readonly LimitChangeView[];
}
