import { ExportQuery, IsCalendarDateField, IsCodeField, IsMonthField } from '@lib/http';
import type { CalendarDate, Month } from '@lib/kernel';

export class CertificatesExportQuery extends ExportQuery {
  @IsCodeField({ optional: true, description: 'Of this financing programme alone.' })
  readonly programme?: string;
}

export class EntriesExportQuery extends CertificatesExportQuery {
  @IsCalendarDateField({ optional: true, description: 'First day; the beginning of the accounts unless told.' })
  readonly from?: CalendarDate;

  @IsCalendarDateField({ optional: true, description: 'Last day, inclusive; today unless told.' })
  readonly to?: CalendarDate;
}

export class PayablesExportQuery extends CertificatesExportQuery {
  @IsMonthField({ optional: true, description: 'Of this month of classes alone.' })
  readonly month?: Month;

  @IsCodeField({ optional: true, description: 'Of this provider alone.' })
  readonly provider?: string;
}
