import type { Sql } from '@lib/database';
import type { NumberedCertificate } from './certificate.dto.js';

/** The certificates with a number, from the read models: a moment behind the log. */
export const certificatesOf = (
  sql: Sql,
  number: string,
): Promise<readonly (NumberedCertificate & Record<string, unknown>)[]> =>
  sql.query(
    `SELECT holder, programme, certificate_group AS "certificateGroup", closed
     FROM certificates.certificates WHERE number = $1 ORDER BY programme, holder`,
    [number],
  );
