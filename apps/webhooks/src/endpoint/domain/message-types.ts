/** `certificates.month-debited.v1` → `certificates.month-debited`: whoever wants a type wants its later versions. */
export const withoutVersion = (type: string): string => type.replace(/\.v\d+$/, '');
