import type { EnrollmentContractsOutgoing } from '@lib/contracts';
import type { CalendarDate } from '@lib/kernel';
import { envelopeOf, type Completeness, type Occasion } from '../application/application.publisher.js';

/**
 * A report of lessons as it is told to a contract of the group.
 * @param again which repetition this is: a contract whose notice is revoked is told anew, for it may have heard nothing
 */
export const reportMessage = (
  { id, holderId, groupId }: { readonly id: string; readonly holderId: string; readonly groupId: string },
  { month, held, planned }: Completeness,
  on: CalendarDate,
  occasion: Occasion,
  again = '',
): EnrollmentContractsOutgoing => ({
  ...envelopeOf({ id, holderId }, 'lessons-reported', occasion, `${month}${again}`),
  data: { contract: id, holder: holderId, on, group: groupId, month, held, planned },
});
