import type { Route } from '../page/visit.js';
import { answerFeedback, answersPage, feedbackPage, sendFeedback } from './feedback.page.js';

export const feedbackRoutes: readonly Route[] = [
  { get: '/family/feedback', for: ['parent'], page: (visit) => feedbackPage(visit) },
  { post: '/family/feedback', for: ['parent'], act: sendFeedback },
  { get: '/operator/feedback', for: ['operator'], page: answersPage },
  { post: '/operator/feedback', for: ['operator'], act: answerFeedback },
];
