import type { JSX } from 'preact';
import { Facts } from '../page/parts.js';
import type { Words } from '../page/words.js';
import type { RegionInfo } from './region-info.js';

type Of = { readonly region: RegionInfo | undefined; readonly words: Words };

const phoneLink = (phone: string): JSX.Element => <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>;
const mailLink = (email: string): JSX.Element => <a href={`mailto:${email}`}>{email}</a>;

/** Whom to call, in a line; without the region's own word, that it is the operator. */
export const WhomToCall = ({ region, words: { say } }: Of): JSX.Element => (
  <p class="contact">
    {region === undefined ? (
      say('region.ask-operator')
    ) : (
      <>
        {`${say('region.whom')}: ${region.operator}`}
        {region.phone !== undefined && <>, {phoneLink(region.phone)}</>}
        {region.email !== undefined && <>, {mailLink(region.email)}</>}
        {region.hours !== undefined && `, ${region.hours}`}
      </>
    )}
  </p>
);

/** The same in lines, for paper. */
export const contactLines = (region: RegionInfo | undefined): readonly string[] =>
  region === undefined
    ? []
    : [region.operator, region.phone, region.email, region.hours, region.address].flatMap((line) => line ?? []);

/** All that a region says of how to reach it. */
export const Contacts = ({ region, words: { say, untorn } }: Of): JSX.Element | null => {
  if (region === undefined) return null;
  const { operator, address, phone, email, hours, links = [] } = region;
  const told: readonly (readonly [string, JSX.Element | string | undefined])[] = [
    ['operator', operator],
    ['address', address === undefined ? undefined : untorn(address)],
    ['phone', phone === undefined ? undefined : phoneLink(phone)],
    ['email', email === undefined ? undefined : mailLink(email)],
    ['hours', hours],
  ];
  return (
    <section class="contacts" aria-labelledby="contacts">
      <h2 id="contacts">{say('region.contacts')}</h2>
      <Facts
        items={told.flatMap(([key, value]) => (value === undefined ? [] : [[say(`region.${key}`), value] as const]))}
      />
      {links.length > 0 && (
        <ul>
          {links.map(({ text, url }) => (
            <li>
              <a href={url} rel="noreferrer">
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
