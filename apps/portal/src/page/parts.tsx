import { newId } from '@lib/kernel';
import type { ComponentChildren, JSX } from 'preact';
import { Refused } from './answers.js';
import type { Words } from './words.js';

/** A form that changes something. Its key makes that sending it twice is sending it once. */
export const Form = ({
  action,
  children,
  class: name,
  hasFile = false,
}: {
  action: string;
  children: ComponentChildren;
  class?: string;
  hasFile?: boolean;
}): JSX.Element => (
  <form
    method="post"
    action={action}
    {...(name === undefined ? {} : { class: name })}
    {...(hasFile ? { enctype: 'multipart/form-data' } : {})}
  >
    <input type="hidden" name="key" value={newId()} />
    {children}
  </form>
);

export type FieldOf = {
  readonly label: string;
  readonly name: string;
  /** Where several forms of a page have a field of this name. */
  readonly id?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
};

/** A field of a form with its label; `children` is the control, which gets its id and what describes it. */
export const Labelled = ({
  field: { label, name, id = `field-${name}`, hint, error },
  control,
}: {
  field: FieldOf;
  control: (ids: {
    readonly id: string;
    readonly 'aria-describedby'?: string;
    readonly 'aria-invalid'?: true;
  }) => JSX.Element;
}): JSX.Element => {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {control({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
    </div>
  );
};

/** So many characters need a field that is wider than one for a name. */
const LONG_FROM = 200;

export const TextField = ({ value = '', max, ...field }: FieldOf & { value?: string; max?: number }): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => (
      <input
        {...ids}
        type="text"
        name={field.name}
        value={value}
        class={max !== undefined && max >= LONG_FROM ? 'long' : undefined}
        required={field.required ?? false}
        maxLength={max ?? 1000}
      />
    )}
  />
);

export const DateField = ({ value = '', ...field }: FieldOf & { value?: string }): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => <input {...ids} type="date" name={field.name} value={value} required={field.required ?? false} />}
  />
);

export const Flag = ({ label, name, isSet }: { label: string; name: string; isSet: boolean }): JSX.Element => (
  <div class="field flag">
    <input id={`field-${name}`} type="checkbox" name={name} value="true" checked={isSet} />
    <label for={`field-${name}`}>{label}</label>
  </div>
);

export const Choice = ({
  value = '',
  options,
  ...field
}: FieldOf & { value?: string; options: readonly (readonly [value: string, text: string])[] }): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => (
      <select {...ids} name={field.name} required={field.required ?? false}>
        {options.map(([one, text]) => (
          <option value={one} selected={one === value}>
            {text}
          </option>
        ))}
      </select>
    )}
  />
);

/** A part of a page that is put anew when it has changed. @param id the same in the new page */
export const Live = ({ id, children }: { id: string; children: ComponentChildren }): JSX.Element => (
  <div id={`live-${id}`} data-part="">
    {children}
  </div>
);

/** Why something was not done, in the words of the service that refused it. */
export const Refusal = ({ refused, words }: { refused: Refused; words: Words }): JSX.Element => (
  <div class="notice wrong" role="alert">
    <h2>{refused.title || words.say('problem.unknown')}</h2>
    {refused.detail && <p>{refused.detail}</p>}
    {refused.faults.length > 0 && (
      <ul>
        {refused.faults.map(({ pointer, message }) => (
          <li>{`${pointer}: ${message}`}</li>
        ))}
      </ul>
    )}
  </div>
);

type QuoteOf = {
  readonly possible: boolean;
  readonly message?: string;
  readonly fullPriceKopecks?: number;
  readonly shareKopecks?: number;
  readonly coPaymentKopecks?: number;
  readonly parts?: readonly {
    readonly month: string;
    readonly shareKopecks: number;
    readonly coPaymentKopecks: number;
  }[];
};

/** What a place costs: the certificate's share and the parent's, in all and by month; or why it is not possible. */
export const Quote = ({ quote, words: { say, money, month } }: { quote: QuoteOf; words: Words }): JSX.Element =>
  quote.possible ? (
    <>
      <Facts
        items={[
          [
            say('quote.full-price'),
            quote.fullPriceKopecks === 0 ? say('group.free') : money(quote.fullPriceKopecks ?? 0),
          ],
          [say('contract.share'), <strong>{money(quote.shareKopecks ?? 0)}</strong>],
          [say('contract.co-payment'), <strong>{money(quote.coPaymentKopecks ?? 0)}</strong>],
        ]}
      />
      <Table
        caption={say('quote.by-month')}
        head={['month', 'share', 'co-payment'].map((name) => say(`contract.${name}`))}
        rows={(quote.parts ?? []).map((part) => [
          month(part.month),
          money(part.shareKopecks),
          money(part.coPaymentKopecks),
        ])}
        numbers={[1, 2]}
        empty={say('contract.no-months')}
      />
    </>
  ) : (
    <p class="notice wrong">
      {say('quote.not-possible')} {quote.message}
    </p>
  );

/** What came of several things that were asked for at once. */
export const Outcomes = ({
  title,
  items,
  words,
}: {
  title: string;
  items: readonly (readonly [what: string, came: string | Refused])[];
  words: Words;
}): JSX.Element => (
  <div class={items.some(([, came]) => came instanceof Refused) ? 'notice wrong' : 'notice'} role="status">
    <h2>{title}</h2>
    <ul>
      {items.map(([what, came]) => (
        <li>{`${what}: ${came instanceof Refused ? refusedInWords(came, words) : came}`}</li>
      ))}
    </ul>
  </div>
);

const refusedInWords = ({ status, title, detail, faults }: Refused, { say }: Words): string =>
  status >= 500
    ? say('away.title')
    : [title || say('problem.unknown'), detail, ...faults.map(({ message }) => message)].filter(Boolean).join('. ');

/** Names and values, such as the balances of a certificate. */
export const Facts = ({
  items,
}: {
  items: readonly (readonly [name: string, value: ComponentChildren])[];
}): JSX.Element => (
  <dl class="facts">
    {items.map(([name, value]) => (
      <div>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

/** A text that is read as one word, such as an id: it is not torn at the end of a line. */
export const OneLine = ({ children }: { children: string }): JSX.Element => <span class="line">{children}</span>;

export const Table = ({
  caption,
  head,
  rows,
  numbers = [],
  empty,
}: {
  caption: string;
  head: readonly ComponentChildren[];
  rows: readonly (readonly ComponentChildren[])[];
  /** The columns that are sums and counts, by their places: their digits stand below each other. */
  numbers?: readonly number[];
  /** Said in place of a table without rows. */
  empty: string;
}): JSX.Element =>
  rows.length === 0 ? (
    <p class="empty">{empty}</p>
  ) : (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th scope="col" class={numbers.includes(index) ? 'number' : undefined}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, index) => (
                <td
                  class={numbers.includes(index) ? 'number' : undefined}
                  data-label={typeof head[index] === 'string' ? head[index] : undefined}
                >
                  <div>{cell}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
