import { ApiProperty } from '@nestjs/swagger';
import {
  IsCalendarDateField,
  IsCodeField,
  IsCount,
  IsKopecks,
  IsListOf,
  IsNested,
  IsOneOf,
  IsText,
  PageQuery,
} from '@lib/http';
import type { CalendarDate } from '@lib/kernel';
import { ConsentView } from '../consent/consent.dto.js';
import { QuoteView } from '../money/money.dto.js';
import { PROVIDER_REASONS, type ProviderReason } from '../refusal/refusal.dto.js';
import { AWAITED, PARTIES, STATES, type Awaited, type Party, type State } from './domain/application.js';

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

  @IsCalendarDateField({
    optional: true,
    description:
      'The date of the paper; today unless told. Not after today, not before the conclusion, not after the last day, ' +
      'and not older than the programme allows (31 days unless it says otherwise).',
  })
  readonly on?: CalendarDate;
}

const WAITS_FOR = ['confirm', 'consent'] as const;

export class ApplicationsQuery extends PageQuery {
  @IsOneOf(STATES, { optional: true })
  readonly state?: State;

  @IsCodeField({ optional: true, description: 'The study group.' })
  readonly group?: string;

  @IsCodeField({ optional: true, description: 'The child as the register names it.' })
  readonly childId?: string;

  @IsCodeField({ optional: true, description: 'The provider as the catalogue names it.' })
  readonly providerId?: string;

  @IsOneOf(WAITS_FOR, {
    optional: true,
    description:
      '`confirm`: those whose terms have changed, so that nothing goes on before the family has confirmed them. `consent`: those to whose quote the family has not consented yet.',
  })
  readonly waitsFor?: (typeof WAITS_FOR)[number];
}

const AWAITS = { enum: AWAITED } as const;
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
    ...AWAITS,
    ...NULLABLE,
    description:
      'The step whose money the certificate is asked for, or the notice that is to be taken back; the state moves with the answer.',
  })
  readonly awaiting!: Awaited | null;

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

  @ApiProperty({
    type: 'string',
    enum: ['terms-changed'],
    ...NULLABLE,
    description:
      'Why the step that last asked for money was not taken: `terms-changed`, the parent would pay more than the family ' +
      'has consented to. Nothing else has changed; after a new consent the step is taken again.',
  })
  readonly notTaken!: 'terms-changed' | null;
}

/** What an application was submitted on; both days and the amounts are of the whole module. */
export class TermsView {
  @IsCalendarDateField({ description: 'First day of the group.' }) readonly firstDay!: string;
  @IsCalendarDateField({ description: 'Last day of the group.' }) readonly lastDay!: string;
  @IsKopecks() readonly priceKopecks!: number;
  @IsKopecks() readonly normativeCostKopecks!: number;
  @IsCount() readonly ageMinMonths!: number;
  @IsCount() readonly ageMaxMonths!: number;
  @IsCodeField() readonly direction!: string;
  @IsCodeField() readonly providerId!: string;
  @IsCount() readonly municipality!: number;
  @IsCodeField() readonly financingProgramme!: string;
  @IsCodeField({ description: 'Of the category of the child; no term where the child has a certificate already.' })
  readonly certificateGroup!: string;
}

/** What of the terms is between the provider and the family: not where the child lives, nor what its certificate is for. */
export class OfferView {
  @IsCalendarDateField({ description: 'First day of the group.' }) readonly firstDay!: string;
  @IsCalendarDateField({ description: 'Last day of the group.' }) readonly lastDay!: string;
  @IsKopecks() readonly priceKopecks!: number;
  @IsKopecks() readonly normativeCostKopecks!: number;
  @IsCount() readonly ageMinMonths!: number;
  @IsCount() readonly ageMaxMonths!: number;
  @IsCodeField() readonly direction!: string;
}

export class TermChangeView {
  @IsCodeField({ description: 'The field of the terms.' }) readonly term!: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }] }) readonly submitted!: string | number;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }] }) readonly present!: string | number;
}

export class TermsQuotes {
  @IsNested(() => QuoteView) readonly submitted!: QuoteView;
  @IsNested(() => QuoteView) readonly present!: QuoteView;
}

/** One application, with its terms; where they have changed, with the present ones and what each would cost. */
export class ApplicationDetails extends ApplicationView {
  @IsNested(() => TermsView, { optional: true, description: 'Missing where the first checks refused it.' })
  readonly terms?: TermsView;

  @IsNested(() => OfferView, {
    optional: true,
    description: 'For the provider, in place of the terms: what it offered when the application was submitted.',
  })
  readonly offer?: OfferView;

  @IsCount({
    optional: true,
    description: 'For the provider: the age of the child on the first day, in whole years. Missing once it was erased.',
  })
  readonly ageYears?: number;

  @IsNested(() => TermsView, { optional: true, description: 'Where terms have changed and wait to be confirmed.' })
  readonly presentTerms?: TermsView;

  @IsListOf(() => TermChangeView, { optional: true })
  readonly changes?: readonly TermChangeView[];

  @IsNested(() => TermsQuotes, { optional: true, description: 'Missing while certificates does not answer.' })
  readonly quotes?: TermsQuotes;

  @IsNested(() => ConsentView, {
    optional: true,
    description: 'What the family has consented to: to the terms of the application as they are.',
  })
  readonly consent?: ConsentView;

  @IsKopecks({
    optional: true,
    description:
      'What the parent pays by the reserve; where the step was not taken for it, what it would have been. Missing where ' +
      'certificates has not said it.',
  })
  readonly coPaymentKopecks?: number;

  @IsOneOf(PROVIDER_REASONS, {
    optional: true,
    description: 'Why the provider refused it, where the provider says so.',
  })
  readonly providerReason?: ProviderReason;

  @IsText({ optional: true, description: 'The same, in the words of the reader.' })
  readonly providerReasonText?: string;

  @IsText({ optional: true, description: "The provider's own words. Missing once the person was erased." })
  readonly providerWords?: string;
}

/** A page of applications. */
export class ApplicationsPage {
  @ApiProperty({ type: ApplicationView, isArray: true })
  readonly items!: readonly ApplicationView[];

  @ApiProperty({ type: 'string', required: false, description: 'The cursor of the next page, when there is one.' })
  readonly next?: string;
}
