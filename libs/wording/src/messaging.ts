import type { Phrases } from './phrases.js';

/** Problems of the operator's side of messages. */
export const messaging = {
  'problem.not-parked': {
    ru: 'Такого отложенного сообщения нет, или оно уже отпущено',
    en: 'There is no such parked message, or it is parked no more',
  },
  'problem.retry-elsewhere': {
    ru: 'Отложенные сообщения этого ключа уже отпускает другой процесс',
    en: 'Another process is releasing the parked messages of this key',
  },
} as const satisfies Phrases;
