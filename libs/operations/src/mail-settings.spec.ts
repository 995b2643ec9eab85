import { expect, it } from '@jest/globals';
import { Environment, mailSettings } from './index.js';

const read = (variables: Record<string, string>) => {
  const env = new Environment(variables);
  return env.whole({ mail: mailSettings(env) }).mail;
};

it('no mail is sent unless told by which server', () => {
  expect(read({ MAIL_FROM: 'cabinet@region.example' })).toBeUndefined();
});

it('the password may lie apart, and a slash behind the cabinet is none of its address', () => {
  expect(
    read({
      MAIL_SMTP_URL: 'smtps://cabinet@mail.example',
      MAIL_SMTP_PASSWORD: 'p/s',
      MAIL_FROM: 'cabinet@region.example',
      MAIL_CABINET_URL: 'https://kruzhki.example/',
    }),
  ).toEqual({
    smtpUrl: 'smtps://cabinet:p%2Fs@mail.example',
    from: 'cabinet@region.example',
    cabinetUrl: 'https://kruzhki.example',
  });
});

it('every fault is named, and no password', () => {
  const wrong = { MAIL_SMTP_URL: 'smtp://:secret@', MAIL_FROM: 'cabinet, me', MAIL_CABINET_URL: 'kruzhki' };
  expect(() => read(wrong)).toThrow(/^(?!.*secret)/s);
  expect(() => read(wrong)).toThrow(/MAIL_CABINET_URL: .*\n.*MAIL_SMTP_URL: .*\n.*MAIL_FROM: .*$/);
  expect(() => read({ MAIL_SMTP_URL: 'smtp://mail.example' })).toThrow(
    /MAIL_FROM: is missing\n.*MAIL_CABINET_URL: is missing$/,
  );
});
