import type { LoginSettings } from '@lib/access';
import type { Urls } from '@lib/client';
import type { Database } from '@lib/database';
import type { HttpSettings } from '@lib/http';
import type { Metrics } from '@lib/telemetry';
import type { LoggerService } from '@nestjs/common';

export type PortalParts = {
  readonly host: string;
  readonly port: number;
  readonly database: Database;
  /** Where the services listen. */
  readonly urls: () => Urls;
  /** Whose tokens the services take. */
  readonly tokens: LoginSettings;
  /** The portal as a client of that issuer. */
  readonly client: { readonly id: string; readonly secret?: string | undefined };
  /** Where browsers find the portal; undefined: where it listens. */
  readonly publicUrl?: string | undefined;
  /** The text of a region file, whose section `portal` says what the region tells of itself on the pages. */
  readonly regionFile?: string | undefined;
  readonly http?: HttpSettings | undefined;
  /** How long a page may take that the services do not answer; half a minute unless told. */
  readonly answerMs?: number;
  /** Undefined: there is no `/metrics`. */
  readonly metrics?: Metrics | undefined;
  /** Undefined: nothing is logged. */
  readonly logger?: LoggerService | undefined;
};
