/** The texts on the processing of personal data, the present one last. A text never changes: a new one is a new version. */
export const PROCESSING_TEXTS = ['processing-1'] as const;
export type ProcessingText = (typeof PROCESSING_TEXTS)[number];
