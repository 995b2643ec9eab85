import { ApiProperty } from '@nestjs/swagger';
import type { Instant } from '@lib/kernel';
import { GuardianshipView } from '../child/guardianship.dto.js';
import { ParentView } from '../parent/parent.dto.js';
import { RegistrationView } from '../registration/registration.dto.js';
import { ReadView } from './card.dto.js';

export class CopiedGuardianship extends GuardianshipView {
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly endedAt!: Instant | null;
}

/** That a parent has consented, or has withdrawn its consent, in its own login. */
export class GivenConsentView {
  @ApiProperty({ format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ enum: ['quote', 'processing', 'withdrawal'], description: '`withdrawal`: of that to the processing.' })
  readonly of!: 'quote' | 'processing' | 'withdrawal';

  @ApiProperty({ format: 'uuid', description: 'The surrogate id of the child.' })
  readonly holderId!: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'Of a consent to a quote.' })
  readonly applicationId?: string;

  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly at!: Instant;
}

/** All that is held here on a parent itself. On its children: `GET /children/{childId}/copy`. */
export class ParentCopyView {
  @ApiProperty({ type: ParentView, required: false, description: 'Missing where nothing was said, or it was erased.' })
  readonly parent?: ParentView;

  @ApiProperty({ type: CopiedGuardianship, isArray: true, description: 'Those that have ended as well.' })
  readonly guardianships!: readonly CopiedGuardianship[];

  @ApiProperty({ type: RegistrationView, isArray: true })
  readonly registrations!: readonly RegistrationView[];

  @ApiProperty({ type: GivenConsentView, isArray: true, description: 'In the order in which they were given.' })
  readonly consents!: readonly GivenConsentView[];

  @ApiProperty({ type: ReadView, isArray: true, description: 'Who has looked at what was said: the newest hundred.' })
  readonly reads!: readonly ReadView[];
}
