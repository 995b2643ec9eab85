/** What a family has said of the processing of a child's data. Where it has said nothing, what the register holds rests on the law. */
export const STANDINGS = ['given', 'withdrawn'] as const;
export type Standing = (typeof STANDINGS)[number];
