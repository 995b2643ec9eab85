export { inTurn, ledgerAt, type LedgerClient, type LedgerOptions, type Urls } from './ledger-client.js';
export type { Patience } from './patience.js';
export { Content, ServiceClient, UnexpectedAnswer, type Answer, type Call } from './service-client.js';
export { programLogin, type Login, type ProgramLogin } from './login.js';
