import type { Route } from '../page/visit.js';
import { messagesPage } from './messages.page.js';

export const messagesRoutes: readonly Route[] = [{ get: '/messages', for: ['administrator'], page: messagesPage }];
