import type { Phrases } from './phrases.js';

/** Endpoints that messages are sent to. */
export const webhooks = {
  'problem.unknown-endpoint': {
    ru: 'Такой точки приёма нет',
    en: 'There is no such endpoint',
  },
  'problem.secret-rotating': {
    ru: 'Прежний секрет действует до {until}; третьего до тех пор не будет, если остальные не прекращаются сразу',
    en: 'The secret before this one holds until {until}; there is no third one before, unless the others are to end at once',
  },
  'problem.webhook-address-forbidden': {
    ru: 'По этому адресу отправлять сообщения нельзя',
    en: 'Messages may not be sent to this address',
  },
  'detail.webhook-address-forbidden': {
    ru: 'Нужен адрес https без имени и пароля, на порту, который разрешила установка, и с именем, за которым только адреса открытого интернета; внутренние адреса — только те, что названы в настройках установки',
    en: 'It must be https without a name or a password, on a port that the installation allows, and its name must lead to addresses of the public internet alone; of internal ones only those that the settings of the installation name',
  },
  'problem.too-many-endpoints': {
    ru: 'Точек приёма слишком много: удалите ненужные',
    en: 'There are too many endpoints: remove those that are not needed',
  },
  'fault.not-some-of': {
    ru: 'ожидается список без повторений из: {values}',
    en: 'must be a list without repetitions of: {values}',
  },
  'fault.not-an-instant': {
    ru: 'ожидается момент времени ISO 8601 со смещением или Z',
    en: 'must be an instant of ISO 8601 with an offset or Z',
  },
} as const satisfies Phrases;
