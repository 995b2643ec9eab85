import type { Environment } from './environment.js';

/** By which server, from whom, and about which cabinet mail is sent. */
export type MailSettings = {
  /** `smtps://user:password@host:port`, or `smtp://` with STARTTLS. */
  readonly smtpUrl: string;
  readonly from: string;
  /** Where browsers find the cabinet, without a slash at its end. */
  readonly cabinetUrl: string;
};

const ADDRESS = /^[^\s@<>",;:]+@[^\s@<>",;:]+$/;

/** MAIL_SMTP_URL, MAIL_SMTP_PASSWORD, MAIL_FROM, MAIL_CABINET_URL; undefined: no mail is sent. */
export const mailSettings = (env: Environment): MailSettings | undefined => {
  const smtpUrl = env.hiddenAddress('MAIL_SMTP_URL', ['smtps', 'smtp'], 'MAIL_SMTP_PASSWORD');
  const [from, cabinetUrl] = [env.text('MAIL_FROM'), env.address('MAIL_CABINET_URL', ['https', 'http'])];
  if (smtpUrl === undefined) return undefined;
  if (!URL.canParse(smtpUrl) || new URL(smtpUrl).hostname === '')
    env.wrong('MAIL_SMTP_URL', 'an address such as smtps://mail.example:465', undefined);
  if (!ADDRESS.test(env.required('MAIL_FROM', from) ?? 'none@none'))
    env.wrong('MAIL_FROM', 'an address such as cabinet@region.example', undefined);
  return {
    smtpUrl,
    from: from ?? '',
    cabinetUrl: (env.required('MAIL_CABINET_URL', cabinetUrl) ?? '').replace(/\/+$/, ''),
  };
};
