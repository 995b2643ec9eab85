import { phrase } from '@lib/wording';

/** What a mail says, in both languages: it is not known in which its reader reads. @param cabinet its address */
export const mailInWords = (cabinet: string): { readonly subject: string; readonly text: string } => ({
  subject: `${phrase('ru', 'mail.subject')} · ${phrase('en', 'mail.subject')}`,
  text: (['ru', 'en'] as const)
    .map((locale) =>
      [
        phrase(locale, 'mail.news'),
        `${cabinet}/family/news`,
        phrase(locale, 'mail.end', { address: `${cabinet}/family/mail` }),
      ].join('\n\n'),
    )
    .join('\n\n— — —\n\n'),
});
