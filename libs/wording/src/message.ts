import {
  isDateElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  parse,
  type MessageFormatElement,
} from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { DAY, MONTH, utcOf } from './dates.js';
import { LANGUAGES, type Locale } from './locale.js';
import { decimalOf, ROUBLES } from './money.js';

export type Values = Readonly<Record<string, string | number>>;

/** The parameters that a message takes and was not given, and those that it was given and does not take. */
type Mistake = { readonly missing: readonly string[]; readonly surplus: readonly string[] };

/** An ICU message, read once and said with parameters many times. */
export type Message = {
  readonly parameters: ReadonlySet<string>;
  /** Every parameter must be given. */
  readonly say: (values: Values) => string;
  readonly mistakeIn: (values: Values) => Mistake | undefined;
};

/** @throws SyntaxError where the text is no ICU message */
export const messageOf = (locale: Locale, text: string): Message => {
  const elements = parse(text, { ignoreTag: true, requiresOtherClause: true });
  const readings = new Map(elements.flatMap(readingsOf));
  const format = new IntlMessageFormat(elements, LANGUAGES[locale], {
    number: { roubles: ROUBLES },
    date: { month: MONTH, day: DAY },
  });
  return {
    parameters: new Set(readings.keys()),
    mistakeIn: (values) => {
      const missing = [...readings.keys()].filter((name) => values[name] === undefined);
      const surplus = Object.keys(values).filter((name) => !readings.has(name));
      return missing.length + surplus.length > 0 ? { missing, surplus } : undefined;
    },
    say: (values) =>
      String(format.format(Object.fromEntries([...readings].map(([name, read]) => [name, read(values[name] ?? '')])))),
  };
};

type Reading = (value: string | number) => string | number | Date;

/** How the value of each argument is given to Intl, which knows neither kopecks nor dates in text. */
const readingsOf = (element: MessageFormatElement): readonly (readonly [name: string, read: Reading])[] => {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  if (isNumberElement(element) && element.style === 'roubles')
    return [[element.value, (kopecks) => decimalOf(Number(kopecks))]];
  if (isDateElement(element)) return [[element.value, (day) => utcOf(String(day))]];
  const arms = isPluralElement(element) || isSelectElement(element) ? Object.values(element.options) : [];
  return [[element.value, (value) => value], ...arms.flatMap((arm) => arm.value.flatMap(readingsOf))];
};
