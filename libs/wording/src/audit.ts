import type { Phrases } from './phrases.js';

/** What an audit of the ledger shows. */
export const audit = {
  'audit.title': { ru: 'Проверка по журналу событий', en: 'Replay of the event store' },
  'audit.events': { ru: 'Событий прочитано', en: 'Events read' },
  'audit.accounts': { ru: 'Счетов построено заново', en: 'Accounts rebuilt' },
  'audit.checkpoints': { ru: 'Подписанных контрольных отметок сверено', en: 'Signed checkpoints compared' },
  'audit.agrees': {
    ru: 'Хеши, остатки, отчёты и оборотная ведомость совпадают до копейки',
    en: 'Hashes, balances, reports and trial balance agree to the kopeck',
  },
  'audit.differs': { ru: 'РАСХОЖДЕНИЯ', en: 'DIFFERENCES' },
} as const satisfies Phrases;
