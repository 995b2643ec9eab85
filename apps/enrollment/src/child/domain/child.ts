import type { CalendarDate } from '@lib/kernel';

/** A child as the register has it. */
export type Child = {
  readonly holderId: string;
  readonly municipality: number;
  readonly birthDate: CalendarDate;
  readonly category: string;
};
