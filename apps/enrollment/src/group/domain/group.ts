import type { CalendarDate, Kopecks } from '@lib/kernel';

/** A study group as the catalogue tells it. */
export type StudyGroup = {
  readonly groupId: string;
  readonly moduleId: string;
  readonly providerId: string;
  readonly direction: string;
  readonly priceKopecks: Kopecks;
  readonly normativeCostKopecks: Kopecks;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly places: number;
  readonly payable: boolean;
  /** Takes no new applications: its programme is archived, or no longer in the catalogue. */
  readonly closed: boolean;
  readonly ageMinMonths: number;
  readonly ageMaxMonths: number;
};
