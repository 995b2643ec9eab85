import type { Role, Route } from '../page/visit.js';
import { actOnMessages, messagesPage } from './messages.page.js';

const ADMINISTRATOR: readonly Role[] = ['administrator'];

export const messagesRoutes: readonly Route[] = [
  { get: '/messages', for: ADMINISTRATOR, page: (visit) => messagesPage(visit) },
  { post: '/messages', for: ADMINISTRATOR, act: actOnMessages },
];
