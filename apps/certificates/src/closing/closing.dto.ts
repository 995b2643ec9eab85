import { IsCalendarDateField, IsCodeField, IsKopecks, IsOneOf, IsUuidField } from '@lib/http';
import { Transform } from 'class-transformer';
import { CLOSING_REASONS } from '../account/domain/events.js';

export class CertificateParams {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUuidField({ description: "The certificate holder's surrogate id." })
  readonly holder!: string;

  @IsCodeField({ description: 'The financing programme.' })
  readonly programme!: string;
}

export class CloseCertificateRequest {
  @IsOneOf(CLOSING_REASONS, { description: 'Why. Names and documents do not belong here.' })
  readonly reason!: (typeof CLOSING_REASONS)[number];
}

export class ClosedCertificateView {
  @IsUuidField() readonly holder!: string;
  @IsCodeField() readonly programme!: string;
  @IsCodeField() readonly number!: string;
  @IsCalendarDateField({ description: 'The day in the region on which it was closed.' }) readonly closedOn!: string;
  @IsOneOf(CLOSING_REASONS, { description: 'The reason of the first closing.' }) readonly reason!: string;
  @IsKopecks({ description: 'What was left, and fell back to the budget that day.' })
  readonly expiredKopecks!: number;
}
