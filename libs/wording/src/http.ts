import type { Phrases } from './phrases.js';

/** Problems and faults that every service can answer with. */
export const http = {
  'problem.invalid-request': { ru: 'В запросе есть ошибки', en: 'The request has faults' },
  'problem.malformed-json': { ru: 'Тело запроса — не JSON в кодировке UTF-8', en: 'The body is not JSON in UTF-8' },
  'problem.body-too-large': { ru: 'Тело запроса слишком велико', en: 'The body is too large' },
  'problem.unsupported-media-type': {
    ru: 'Тело запроса принимается только как application/json в UTF-8',
    en: 'The body is taken only as application/json in UTF-8',
  },
  'problem.not-acceptable': {
    ru: 'Ответа в таком виде нет, измените заголовок Accept',
    en: 'There is no answer of this kind, change the header Accept',
  },
  'problem.login-needed': {
    ru: 'Нужен вход: заголовок Authorization с токеном',
    en: 'Log in: a token in the header Authorization is needed',
  },
  'problem.token-not-valid': { ru: 'Токен не действует, войдите снова', en: 'The token is not valid, log in again' },
  'problem.not-allowed': { ru: 'Это вам не разрешено', en: 'You may not do this' },
  'problem.malformed-request': { ru: 'Запрос нельзя прочитать', en: 'The request cannot be read' },
  'problem.not-found': { ru: 'Такого адреса нет', en: 'There is nothing at this address' },
  'problem.method-not-allowed': {
    ru: 'Этот адрес не принимает такой метод',
    en: 'This address does not take this method',
  },
  'problem.internal-error': { ru: 'Внутренняя ошибка', en: 'Internal error' },
  'problem.not-ready': { ru: 'Сервис не готов принимать запросы', en: 'The service is not ready for requests' },
  'problem.unavailable': {
    ru: 'Сервис временно недоступен, повторите запрос позже',
    en: 'The service is away for the moment, ask again later',
  },
  'problem.too-many-requests': {
    ru: 'Слишком много запросов, повторите через {retryAfterSeconds} с',
    en: 'Too many requests, ask again in {retryAfterSeconds} s',
  },
  'problem.idempotency-key-missing': {
    ru: 'Нужен заголовок Idempotency-Key',
    en: 'The header Idempotency-Key is missing',
  },
  'problem.idempotency-key-malformed': {
    ru: 'Idempotency-Key — от 1 до 200 печатных знаков ASCII',
    en: 'Idempotency-Key is 1 to 200 printable ASCII characters',
  },
  'problem.client-name-malformed': {
    ru: 'Client-Name — от 1 до 50 латинских букв, цифр и знаков . _ -, начинается с буквы или цифры',
    en: 'Client-Name is 1 to 50 Latin letters, digits and . _ -, and begins with a letter or a digit',
  },
  'problem.idempotency-in-progress': {
    ru: 'Запрос с этим Idempotency-Key ещё выполняется',
    en: 'A request with this Idempotency-Key is still in progress',
  },
  'problem.idempotency-key-reused': {
    ru: 'Этот Idempotency-Key уже использован с другим содержанием',
    en: 'This Idempotency-Key was used with other content',
  },
  'problem.invalid-cursor': { ru: 'Это не продолжение списка', en: 'The cursor is not one of ours' },

  'fault.required': { ru: 'обязательное поле', en: 'is required' },
  'fault.unknown-field': { ru: 'такого поля нет', en: 'there is no such field' },
  'fault.key-twice': { ru: 'это имя стоит в объекте дважды', en: 'this name stands twice in its object' },
  'fault.given-twice': { ru: 'указано больше одного раза', en: 'is given more than once' },
  'fault.body-not-taken': { ru: 'тело запроса здесь не принимается', en: 'no body is taken here' },
  'fault.forbidden-key': { ru: 'имя поля запрещено', en: 'this name of a field is forbidden' },
  'fault.too-deep': { ru: 'вложенность больше {max}', en: 'nested deeper than {max}' },
  'fault.forbidden-characters': {
    ru: 'содержит недопустимые знаки (NUL или половину суррогатной пары)',
    en: 'has characters that are not allowed (NUL or half of a surrogate pair)',
  },
  'fault.not-an-object': { ru: 'ожидается объект', en: 'must be an object' },
  'fault.not-a-list': { ru: 'ожидается список', en: 'must be a list' },
  'fault.too-many': {
    ru: 'не больше {max, plural, one {# элемента} other {# элементов}}',
    en: 'must have at most {max, plural, one {# item} other {# items}}',
  },
  'fault.too-few': {
    ru: 'не меньше {min, plural, one {# элемента} other {# элементов}}',
    en: 'must have at least {min, plural, one {# item} other {# items}}',
  },
  'fault.not-text': { ru: 'ожидается строка', en: 'must be text' },
  'fault.too-long': {
    ru: 'не длиннее {max, plural, one {# знака} other {# знаков}}',
    en: 'must have at most {max, plural, one {# character} other {# characters}}',
  },
  'fault.empty': { ru: 'не должно быть пустым', en: 'must not be empty' },
  'fault.not-a-number': { ru: 'ожидается число', en: 'must be a number' },
  'fault.not-a-whole-number': { ru: 'ожидается целое число', en: 'must be a whole number' },
  'fault.too-small': { ru: 'не меньше {min, number}', en: 'must be at least {min, number}' },
  'fault.too-large': { ru: 'не больше {max, number}', en: 'must be at most {max, number}' },
  'fault.not-kopecks': {
    ru: 'ожидается целое неотрицательное число копеек',
    en: 'must be a whole, non-negative number of kopecks',
  },
  'fault.not-a-uuid': { ru: 'ожидается UUID', en: 'must be a UUID' },
  'fault.not-a-code': {
    ru: 'код: от 1 до {max, plural, one {# знака} other {# знаков}}, буквы любого алфавита, цифры и знаки, без пробелов по краям',
    en: 'must be a code: 1 to {max, plural, one {# character} other {# characters}}, letters of any alphabet, digits and signs, no spaces at the ends',
  },
  'fault.not-a-latin-code': {
    ru: 'код: от 1 до {max, plural, one {# знака} other {# знаков}}, латинские буквы, цифры, точка, дефис и подчёркивание, сначала буква или цифра',
    en: 'must be a code: 1 to {max, plural, one {# character} other {# characters}}, Latin letters, digits, dot, hyphen and underscore, a letter or digit first',
  },
  'fault.not-a-date': { ru: 'ожидается дата календаря ГГГГ-ММ-ДД', en: 'must be a date of the calendar, YYYY-MM-DD' },
  'fault.not-a-month': { ru: 'ожидается месяц ГГГГ-ММ', en: 'must be a month, YYYY-MM' },
  'fault.not-an-instant': { ru: 'ожидается момент времени ISO 8601', en: 'must be an instant of ISO 8601' },
  'fault.not-a-time-zone': { ru: 'ожидается часовой пояс IANA', en: 'must be an IANA time zone' },
  'fault.not-a-flag': { ru: 'ожидается true или false', en: 'must be true or false' },
  'fault.not-one-of': { ru: 'ожидается одно из: {values}', en: 'must be one of: {values}' },
  'fault.not-of-form': { ru: 'не соответствует виду {form}', en: 'is not of the form {form}' },
  'fault.invalid': { ru: 'недопустимое значение', en: 'is not a valid value' },
} as const satisfies Phrases;
