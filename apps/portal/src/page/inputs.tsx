import type { ComponentChildren, JSX } from 'preact';
import { Labelled, type FieldOf } from './parts.js';

type Valued = FieldOf & { readonly value?: string };

export const NumberField = ({ value = '', min = 0, max, ...field }: Valued & { min?: number; max?: number }) => (
  <Labelled
    field={field}
    control={(ids) => (
      <input
        {...ids}
        type="number"
        inputMode="numeric"
        name={field.name}
        value={value}
        min={min}
        {...(max === undefined ? {} : { max })}
        step={1}
        required={field.required ?? false}
      />
    )}
  />
);

/** An amount as people type it: roubles, with kopecks or without. */
export const MoneyField = ({ value = '', ...field }: Valued): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => (
      <input
        {...ids}
        type="text"
        inputMode="decimal"
        name={field.name}
        value={value}
        maxLength={20}
        required={field.required ?? false}
      />
    )}
  />
);

/** `2020-10`; where a browser has no calendar of months it is typed so. */
export const MonthField = ({ value = '', ...field }: Valued): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => (
      <input
        {...ids}
        type="month"
        name={field.name}
        value={value}
        pattern="\d{4}-\d{2}"
        placeholder="2020-10"
        required
      />
    )}
  />
);

export const LongField = ({ value = '', max = 1000, ...field }: Valued & { max?: number }): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => (
      <textarea {...ids} name={field.name} rows={3} maxLength={max} required={field.required ?? false}>
        {value}
      </textarea>
    )}
  />
);

export const FileField = ({ accept, ...field }: FieldOf & { accept: string }): JSX.Element => (
  <Labelled
    field={field}
    control={(ids) => (
      <input {...ids} type="file" name={field.name} accept={accept} required={field.required ?? false} />
    )}
  />
);

/** A tick of several in a list, with its own words beside it. */
export const Tick = ({
  name,
  value,
  isChosen = false,
  text,
}: {
  name: string;
  value: string;
  isChosen?: boolean;
  text: ComponentChildren;
}): JSX.Element => (
  <label class="tick">
    <input type="checkbox" name={name} value={value} checked={isChosen} /> {text}
  </label>
);
