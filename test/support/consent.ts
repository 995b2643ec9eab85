import { post } from './http-client.js';

/** A paper on which a family consents to any co-payment. */
export const anyCoPayment = {
  coPaymentAtMostKopecks: Number.MAX_SAFE_INTEGER,
  textVersion: 'quote-1',
  paper: { number: '17/2020', signedOn: '2020-09-01' },
} as const;

/** Records such a paper for the application at this address, which is not concluded without one. */
export const recordConsent = async (url: string): Promise<void> => {
  await post(`${url}/consent`, `consent ${url}`, anyCoPayment);
};
