import type { LedgerClient, Urls } from '@lib/client';
import type { JSX } from 'preact';
import type { ChildNames } from '../family/names.js';
import type { FeedbackStore } from '../feedback/feedback.store.js';
import type { RegionInfo } from '../region/region-info.js';
import type { Session } from '../session/login.js';
import type { UnderWay } from '../under-way/under-way.js';
import type { Words } from './words.js';

/** One request of a browser, as the pages see it. */
export type Visit = {
  readonly words: Words;
  /** Undefined: nobody is logged in. */
  readonly session: Session | undefined;
  /** The services, asked on behalf of whoever is logged in, in the language of the reader. */
  readonly ledger: LedgerClient;
  readonly names: ChildNames;
  readonly feedback: FeedbackStore;
  /** What takes longer than a page. */
  readonly underWay: UnderWay;
  /** Where the services are, for a program that asks them by itself. */
  readonly urls: () => Urls;
  /** What the region says of itself; undefined: nothing. */
  readonly region: RegionInfo | undefined;
  /** Where browsers find the portal, `https://kruzhki.example`. */
  readonly origin: string;
  /** The address with its query. */
  readonly address: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
};

export type Page = {
  readonly title: string;
  readonly body: JSX.Element;
  readonly status?: number;
  /** The version of what is on the page, where it is told of changes; its parts are `<Live>`. */
  readonly live?: string;
};
export type Redirect = { readonly to: string };

/** Who a page is for: `anyone`, or whoever has one of these roles. */
type Audience = 'anyone' | readonly Role[];
export type Role =
  'parent' | 'child' | 'provider' | 'operator' | 'municipality' | 'payer' | 'auditor' | 'administrator';

export type Route =
  | { readonly get: string; readonly for: Audience; readonly page: (visit: Visit) => Promise<Page | Redirect> }
  | { readonly post: string; readonly for: Audience; readonly act: (visit: Visit) => Promise<Page | Redirect> }
  /** A form with a file in it. */
  | {
      readonly upload: string;
      readonly for: Audience;
      readonly act: (visit: Visit, file: File) => Promise<Page | Redirect>;
    }
  /** A file of a service, handed on as it comes. */
  | { readonly download: string; readonly for: Audience; readonly from: (visit: Visit) => Download }
  /** A file that is made here. */
  | { readonly file: string; readonly for: Audience; readonly make: (visit: Visit) => Promise<MadeFile> };

export type MadeFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** The bytes of a file that was sent; undefined: none was chosen. */
type File = Uint8Array<ArrayBuffer> | undefined;

/** What a service is asked for on behalf of whoever is logged in. */
export type Download = { readonly service: keyof Urls; readonly path: string };

/** The code of whoever is logged in. */
export const personOf = ({ session }: Pick<Visit, 'session'>): string => session?.caller.name ?? '';

/** Whether somebody has a role; with an id also of whom: a provider, a municipality. */
export const hasRole = ({ session }: Pick<Visit, 'session'>, roles: readonly Role[]): boolean =>
  session?.caller.grants.some(({ role }) => roles.some((one) => one === role)) ?? false;

/** The ids for which somebody has a role: of providers, of municipalities. */
export const ofRole = ({ session }: Pick<Visit, 'session'>, role: Role): readonly string[] =>
  session?.caller.grants.flatMap((grant) => (grant.role === role && grant.of !== undefined ? [grant.of] : [])) ?? [];
