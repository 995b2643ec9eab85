import {
  TYPE,
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
import { dateInWords, monthInWords, untorn } from './dates.js';
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
  const readings = new Map(elements.flatMap((element) => readingsOf(element, locale)));
  const format = new IntlMessageFormat(elements.map(withDatesAsWords), LANGUAGES[locale], {
    number: { roubles: ROUBLES },
  });
  return {
    parameters: new Set(readings.keys()),
    mistakeIn: (values) => {
      const missing = [...readings.keys()].filter((name) => values[name] === undefined);
      const surplus = Object.keys(values).filter((name) => !readings.has(name));
      return missing.length + surplus.length > 0 ? { missing, surplus } : undefined;
    },
    say: (values) =>
      untorn(
        String(
          format.format(Object.fromEntries([...readings].map(([name, read]) => [name, read(values[name] ?? '')]))),
        ),
      ),
  };
};

type Reading = (value: string | number) => string | number;

/** How the value of each argument is given to Intl, which knows neither kopecks nor dates in text. */
const readingsOf = (
  element: MessageFormatElement,
  locale: Locale,
): readonly (readonly [name: string, read: Reading])[] => {
  if (isLiteralElement(element) || isPoundElement(element)) return [];
  if (isNumberElement(element) && element.style === 'roubles')
    return [[element.value, (kopecks) => decimalOf(Number(kopecks))]];
  if (isDateElement(element)) {
    const inWords = element.style === 'month' ? monthInWords : dateInWords;
    return [[element.value, (day) => inWords(locale, String(day))]];
  }
  return [[element.value, (value) => value], ...armsOf(element).flatMap((arm) => readingsOf(arm, locale))];
};

const armsOf = (element: MessageFormatElement): readonly MessageFormatElement[] =>
  isPluralElement(element) || isSelectElement(element)
    ? Object.values(element.options).flatMap(({ value }) => value)
    : [];

/** A date comes written out, so that it is written in one way everywhere. */
const withDatesAsWords = (element: MessageFormatElement): MessageFormatElement => {
  if (isDateElement(element)) return { type: TYPE.argument, value: element.value };
  for (const arm of isPluralElement(element) || isSelectElement(element) ? Object.values(element.options) : [])
    arm.value = arm.value.map(withDatesAsWords);
  return element;
};
