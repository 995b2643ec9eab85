import type { Phrases } from './phrases.js';

/** Problems of the operator's side of messages. */
export const messaging = {
  'problem.not-parked': {
    ru: 'Такого отложенного сообщения нет, или оно уже отпущено',
    en: 'There is no such parked message, or it is parked no more',
  },
  'problem.retry-elsewhere': {
    ru: 'С отложенными сообщениями этого ключа уже работает другой процесс',
    en: 'Another process is at work on the parked messages of this key',
  },
  'problem.discard-not-told': {
    ru: 'Сообщение осталось отложенным: не удалось записать, что следует из отказа от него',
    en: 'The message stays parked: what follows from giving it up could not be recorded',
  },
  'problem.no-running-replay': {
    ru: 'Такой повторной отправки нет, или она уже закончена',
    en: 'There is no such replay, or it has ended',
  },
  'fault.not-a-topic-here': { ru: 'это не топик этой службы', en: 'is not a topic of this service' },
  'fault.not-a-position': {
    ru: 'ожидается момент времени ISO 8601, start или позиция прежней повторной отправки',
    en: 'must be an instant of ISO 8601, start, or the position of an earlier replay',
  },
  'fault.not-a-replay-topic': {
    ru: 'повторно отправляют только в свой топик, не в топик системы',
    en: 'must be a topic of your own, not one of this product',
  },
  'fault.no-such-topic': { ru: 'такого топика нет в Kafka', en: 'is not a topic of this Kafka cluster' },
} as const satisfies Phrases;
