import type { Examples } from '@lib/http';

const clock = { now: '2020-11-03T05:00:00.000Z' };

const replay = {
  id: '01997c3e-6b00-7000-8000-000000000005',
  status: 'running',
  topic: 'certificates.accounts.v1',
  after: 'start',
  to: 'accounting.replay',
  perSecond: 500,
  sent: 1200,
  position: '1200@01fb79f5fba30266',
  askedAt: '2020-11-03T05:00:00.000Z',
};

/** What the bodies look like that every service has, by the names of their schemas. */
export const operationsExamples: Examples = {
  SetClock: clock,
  ClockView: clock,
  Liveness: { status: 'alive' },
  Readiness: { status: 'ready', lag: 0 },
  Lag: { lag: 0 },
  Published: { published: true },
  RetryParked: { topic: 'enrollment.contracts.v1', key: '01997c3e-593f-7000-8000-000000000002' },
  RetriedView: { released: 1 },
  DiscardParked: { reason: 'entered by hand' },
  DiscardedView: { status: 'discarded' },
  AskReplay: { topic: 'certificates.accounts.v1', after: 'start', to: 'accounting.replay', perSecond: 500 },
  ReplayView: replay,
  ReplaysView: { items: [replay] },
  StoppedView: { status: 'stopped' },
  ParkedPage: {
    items: [
      {
        id: 7,
        status: 'parked',
        topic: 'enrollment.contracts.v1',
        key: '01997c3e-593f-7000-8000-000000000002',
        type: 'enrollment.funds-requested.v2',
        messageId: 'f1d8175c-f9d9-58e7-85b6-fa67861b15ce',
        cause: 'TypeError',
        parkedAt: '2020-11-03T05:00:00.000Z',
      },
    ],
  },
};
