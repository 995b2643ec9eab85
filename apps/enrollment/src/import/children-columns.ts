/** The columns of a register of children, in any order. */
export const COLUMNS = ['childId', 'birthDate', 'municipality', 'category'] as const;
