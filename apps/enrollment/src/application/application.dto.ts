import { ApiProperty } from '@nestjs/swagger';
import { IsCalendarDateField, IsCodeField, IsOneOf, PageQuery } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';
import { PARTIES, STATES, STEPS, type Party, type State, type Step } from './domain/application.js';

export class ApplicationDto {
  @IsCodeField({ description: 'The child as the register names it.', example: '24-000441' })
  readonly childId!: string;

  @IsCodeField({ description: 'The study group of the catalogue.', example: '700000' })
  readonly groupId!: string;

  @IsCalendarDateField({ description: 'The first day of the contract.', example: '2020-10-02' })
  readonly start!: CalendarDate;
}

export class TerminationDto {
  @IsOneOf(PARTIES, { description: 'Who gives notice.' })
  readonly by!: Party;
}

export class ApplicationsQuery extends PageQuery {
  @IsOneOf(STATES, { optional: true })
  readonly state?: State;

  @IsCodeField({ optional: true, description: 'The study group.' })
  readonly group?: string;

  @IsCodeField({ optional: true, description: 'The child as the register names it.' })
  readonly childId?: string;
}

const STEP = { enum: STEPS } as const;
const STATE = { enum: STATES } as const;
const DATE = { type: 'string', format: 'date' } as const;
const NULLABLE = { nullable: true } as const;

/** An application as it is shown; after its conclusion it is the contract. */
export class ApplicationView {
  @ApiProperty({ format: 'uuid', description: 'Of the application and of its contract.' })
  readonly id!: string;

  @ApiProperty({ type: 'string', ...NULLABLE, description: 'As it was given. Null once the person was erased.' })
  readonly childId!: string | null;

  @ApiProperty({ type: 'string', format: 'uuid', ...NULLABLE, description: "The certificate holder's surrogate id." })
  readonly holderId!: string | null;

  @ApiProperty()
  readonly groupId!: string;

  @ApiProperty({ type: 'string', ...NULLABLE })
  readonly financingProgramme!: string | null;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiProperty({
    ...STEP,
    ...NULLABLE,
    description: 'The step whose money the certificate is asked for; the state moves with the answer.',
  })
  readonly awaiting!: Step | null;

  @ApiProperty({ type: 'string', ...NULLABLE, description: 'Why it was refused.' })
  readonly reason!: string | null;

  @ApiProperty(DATE)
  readonly start!: CalendarDate;

  @ApiProperty({ ...DATE, ...NULLABLE, description: "The contract's last day. Null when the first checks refused it." })
  readonly lastDay!: CalendarDate | null;

  @ApiProperty(DATE)
  readonly submittedOn!: CalendarDate;

  @ApiProperty({ ...DATE, ...NULLABLE })
  readonly concludedOn!: CalendarDate | null;
}

/** A page of applications. */
export class ApplicationsPage {
  @ApiProperty({ type: ApplicationView, isArray: true })
  readonly items!: readonly ApplicationView[];

  @ApiProperty({ type: 'string', required: false, description: 'The cursor of the next page, when there is one.' })
  readonly next?: string;
}
