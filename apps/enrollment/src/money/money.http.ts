import { questionDigest, reachNow } from '@lib/access';
import { ProblemError, type Peer } from '@lib/http';
import type { CalendarDate, Kopecks } from '@lib/kernel';
import { localeOf, phrase } from '@lib/wording';
import { z } from 'zod';
import type { QuoteView } from './money.dto.js';
import type { Vouchers } from './vouchers.js';

const WITHIN_MS = 5_000;

/** A place as certificates is asked to reserve it. */
export type Place = {
  readonly holderId: string;
  readonly groupId: string;
  readonly moduleId: string;
  readonly start: CalendarDate;
  readonly lastDay: CalendarDate;
  readonly terms: {
    readonly financingProgramme: string;
    readonly certificateGroup: string;
    readonly providerId: string;
    readonly direction: string;
    readonly firstDay: CalendarDate;
    readonly lastDay: CalendarDate;
    readonly priceKopecks: Kopecks;
    readonly normativeCostKopecks: Kopecks;
  };
};

const kopecks = z.int().nonnegative();
const answer = z.union([
  z.object({ possible: z.literal(false), reason: z.string() }),
  z.object({
    possible: z.literal(true),
    lastDay: z.string(),
    fullPriceKopecks: kopecks,
    fullNormKopecks: kopecks,
    shareKopecks: kopecks,
    coPaymentKopecks: kopecks,
    parts: z.array(z.object({ month: z.string(), shareKopecks: kopecks, coPaymentKopecks: kopecks })),
  }),
]);
export type MoneyQuote = z.output<typeof answer>;

/** Asks certificates what it would answer to a request for money, by the code that reserves. Only reads wait for it. */
export class MoneyQuotes {
  constructor(
    private readonly certificates: Peer,
    private readonly vouchers: Vouchers,
  ) {}

  /** @throws PeerAway; ProblemError 503 where certificates does not know the programme yet */
  async of({ holderId, groupId, moduleId, start, lastDay, terms }: Place): Promise<MoneyQuote> {
    const question = {
      holder: holderId,
      programme: terms.financingProgramme,
      certificateGroup: terms.certificateGroup,
      groupId,
      moduleId,
      providerId: terms.providerId,
      direction: terms.direction,
      start,
      lastDay,
      groupFirstDay: terms.firstDay,
      groupLastDay: terms.lastDay,
      priceKopecks: terms.priceKopecks,
      normativeCostKopecks: terms.normativeCostKopecks,
    };
    const { providers, municipalities } = reachNow();
    const voucher =
      providers.length + municipalities.length > 0 ? this.vouchers.of(questionDigest(question)) : undefined;
    const { status, body } = await this.certificates.post('/reserve-quotes', { ...question, voucher }, WITHIN_MS);
    if (status !== 200) throw new ProblemError(503, 'unavailable');
    return answer.parse(body);
  }
}

/** A quote with its reason in the reader's words. */
export const quoteInWords = (quote: MoneyQuote, language: string | undefined): QuoteView =>
  quote.possible ? quote : { ...quote, message: phrase(localeOf(language), `refusal.${quote.reason}`) };
