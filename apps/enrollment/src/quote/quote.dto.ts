import { IsCalendarDateField, IsCodeField, IsFlag } from '@lib/http';
import type { CalendarDate } from '@lib/kernel';

export class QuoteQuery {
  @IsCodeField({ description: 'The child as the register names it.', example: '24-000441' })
  readonly childId!: string;

  @IsCodeField({ description: 'The study group of the catalogue.', example: '700000' })
  readonly groupId!: string;

  @IsCalendarDateField({ description: 'The first day of the contract.', example: '2020-10-02' })
  readonly start!: CalendarDate;
}

const VOUCHER = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA';

export class VoucherParams {
  @IsCodeField({ example: VOUCHER }) readonly voucher!: string;
}

export class VoucherQuery {
  @IsCodeField({ description: 'SHA-256 of the fields of the question, in base64url.', example: VOUCHER })
  readonly question!: string;
}

export class VoucherView {
  @IsFlag() readonly holds!: boolean;
}
