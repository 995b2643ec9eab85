/** What a parent, or a register, says of a child. */
export const SAID = {
  lastName: 'Иванова',
  firstName: 'Мария',
  birthDate: '2012-06-26',
  document: { kind: 'birth-certificate', number: 'II-БА 123456' },
  address: 'Минусинск',
  municipality: 2442,
  category: 'general',
} as const;
