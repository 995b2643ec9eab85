import type { MailSettings } from '@lib/operations';
import { createTransport, type Transporter } from 'nodemailer';
import { mailInWords } from './mail.words.js';
import { MailNotTaken, Mailer, type Mail } from './mailer.js';

/** A server is asked for so long at most. */
const WAIT_MS = 20_000;
const THIS_MACHINE = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** Of an envelope or a message that is refused for good. */
const REFUSED_FROM = 500;

/** Gives mail to the SMTP server of the installation: over TLS, and without it on this machine alone. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;
  private readonly domain: string;

  constructor(private readonly settings: MailSettings) {
    super();
    const { protocol, hostname, port, username, password } = new URL(settings.smtpUrl);
    const isSecure = protocol === 'smtps:';
    this.domain = settings.from.slice(settings.from.indexOf('@') + 1);
    this.transport = createTransport({
      host: hostname.replaceAll(/[[\]]/g, ''),
      port: port === '' ? (isSecure ? 465 : 587) : Number(port),
      secure: isSecure,
      requireTLS: !isSecure && !THIS_MACHINE.has(hostname),
      ignoreTLS: !isSecure && THIS_MACHINE.has(hostname),
      ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: WAIT_MS,
      greetingTimeout: WAIT_MS,
      socketTimeout: WAIT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ batch, to }: Mail): Promise<void> {
    const { from, cabinetUrl } = this.settings;
    try {
      await this.transport.sendMail({
        // As an object it is one address, whatever is in it.
        to: { name: '', address: to },
        from: { name: '', address: from },
        messageId: `<${batch}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${cabinetUrl}/family/mail>` },
        ...mailInWords(cabinetUrl),
      });
    } catch (error) {
      throw notTaken(error);
    }
  }
}

const notTaken = (error: unknown): MailNotTaken => {
  const { code = 'unknown', responseCode } = error as { readonly code?: string; readonly responseCode?: number };
  const isOfMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const why = !isOfMail ? 'away' : responseCode === undefined || responseCode >= REFUSED_FROM ? 'refused' : 'later';
  return new MailNotTaken(why, responseCode === undefined ? code : `${code} ${responseCode}`);
};
