import { ApiProperty } from '@nestjs/swagger';
import { IsOneOf, PageQuery } from '@lib/http';
import type { CalendarDate, Instant } from '@lib/kernel';
import { ApplicationView } from '../application/application.dto.js';
import { DocumentDto } from '../child/document.dto.js';
import { GuardianshipView } from '../child/guardianship.dto.js';
import { ProcessingConsentView } from '../child/processing-consent.dto.js';
import { ConsentView } from '../consent/consent.dto.js';
import { RegistrationView } from '../registration/registration.dto.js';
import { PURPOSES, READ, type Purpose } from '../reads/read-log.js';

export class CardQuery {
  @IsOneOf(PURPOSES, {
    optional: true,
    description:
      'What for: recorded, and shown to the family. A family need not say it; whoever else asks must, and not `family`.',
  })
  readonly why?: Purpose;
}

/** What the vault holds of a child. */
export class CardView {
  @ApiProperty({ example: '24-000441' })
  readonly childId!: string;

  @ApiProperty({ format: 'uuid', description: 'The surrogate id.' })
  readonly holderId!: string;

  @ApiProperty({ type: 'string', format: 'date', example: '2008-06-26' })
  readonly birthDate!: CalendarDate;

  @ApiProperty({ type: 'integer', example: 2442 })
  readonly municipality!: number;

  @ApiProperty({ example: 'general' })
  readonly category!: string;

  @ApiProperty({ required: false, description: 'The paper that the category rests on, where a parent has named one.' })
  readonly categoryBasis?: string;

  @ApiProperty({ required: false, description: 'This and what follows: where a parent has registered the child.' })
  readonly lastName?: string;

  @ApiProperty({ required: false })
  readonly firstName?: string;

  @ApiProperty({ required: false })
  readonly middleName?: string;

  @ApiProperty({ required: false, type: DocumentDto })
  readonly document?: { readonly kind: string; readonly number: string };

  @ApiProperty({ required: false })
  readonly address?: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When the register last said so.' })
  readonly registeredAt!: Instant | null;
}

export class ReadsQuery extends PageQuery {}

export class ReaderView {
  @ApiProperty({ enum: ['person', 'integration'] })
  readonly kind!: 'person' | 'integration';

  @ApiProperty({ type: 'string', isArray: true, example: ['operator'] })
  readonly roles!: readonly string[];

  @ApiProperty({ required: false, description: 'A code for the login; for operators alone.' })
  readonly name?: string;
}

/** That somebody has read what the vault holds of a child or a parent. */
export class ReadView {
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: Instant;

  @ApiProperty({
    enum: READ,
    description:
      '`card`: birth date, category and municipality; `copy`: all that is held; `terms`: those of an application; ' +
      '`id`: the id of the register for a surrogate id; `registration`: what a parent has registered; `guardians`: who acts ' +
      'for the child; `parent`: what a parent has said of itself.',
  })
  readonly what!: (typeof READ)[number];

  @ApiProperty({ enum: PURPOSES })
  readonly why!: Purpose;

  @ApiProperty({ type: ReaderView })
  readonly by!: ReaderView;
}

export class ReadsPage {
  @ApiProperty({ type: ReadView, isArray: true, description: 'The newest first.' })
  readonly items!: readonly ReadView[];

  @ApiProperty({ required: false, description: 'The cursor of the next page; missing on the last one.' })
  readonly next?: string;
}

export class CopiedApplication extends ApplicationView {
  @ApiProperty({ required: false, description: 'The provider’s own words, where it refused with some.' })
  readonly providerWords?: string;
}

export class CopiedConsent extends ConsentView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ format: 'uuid' })
  readonly applicationId!: string;
}

/** All that is held on a child here. What became of its money: `GET /accounts/{holder}` of certificates. */
export class CopyView {
  @ApiProperty({ type: CardView })
  readonly card!: CardView;

  @ApiProperty({ type: CardView, isArray: true, description: 'Of children that were merged into this one.' })
  readonly merged!: readonly CardView[];

  @ApiProperty({ type: GuardianshipView, isArray: true })
  readonly guardianships!: readonly GuardianshipView[];

  @ApiProperty({ type: RegistrationView, isArray: true, description: 'Those by which it came to its guardians.' })
  readonly registrations!: readonly RegistrationView[];

  @ApiProperty({ type: CopiedApplication, isArray: true })
  readonly applications!: readonly CopiedApplication[];

  @ApiProperty({
    type: CopiedConsent,
    isArray: true,
    description: 'To the terms of its applications, each as it was given.',
  })
  readonly consents!: readonly CopiedConsent[];

  @ApiProperty({ type: ProcessingConsentView, isArray: true, description: 'All that was said of the processing.' })
  readonly processingConsents!: readonly ProcessingConsentView[];

  @ApiProperty({
    type: ReadView,
    isArray: true,
    description: 'The newest hundred; all: `GET /children/{childId}/reads`.',
  })
  readonly reads!: readonly ReadView[];
}
