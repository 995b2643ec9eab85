/** The texts to a quote that families were asked to consent to, the present one last. A text never changes: a new one is a new version. */
export const QUOTE_TEXTS = ['quote-1'] as const;
export type QuoteText = (typeof QUOTE_TEXTS)[number];

/** The one that the forms show today. */
export const PRESENT_QUOTE_TEXT: QuoteText = 'quote-1';
