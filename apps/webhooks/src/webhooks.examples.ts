const endpoint = {
  id: '0199d0f0-7c00-7000-8000-0000000000a1',
  owner: 'cabinet',
  url: 'https://cabinet.example.org/webhooks',
  types: ['certificates.month-debited'],
  description: 'The cabinet of families',
  state: 'on',
  offReason: null,
  offAt: null,
  failingSince: null,
  pausedUntil: null,
  generation: 1,
  createdAt: '2020-10-01T05:00:00.000Z',
};
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=';
const holder = '0199d0f0-7c00-7000-8000-000000000001';
const nextAt = '2020-11-01T05:05:00.000Z';

/** What the bodies of webhooks look like, by the names of their schemas. */
export const webhooksExamples: Readonly<Record<string, unknown>> = {
  NewEndpointDto: { url: endpoint.url, types: endpoint.types, description: endpoint.description },
  ChangedEndpointDto: { types: [] },
  EndpointView: endpoint,
  NewEndpointView: { ...endpoint, secret },
  RotationDto: { atOnce: false },
  SecretView: { secret, generation: 2 },
  EndpointsPage: { items: [endpoint] },
  ReplayDto: { after: '2020-10-01T00:00:00.000Z', until: '2020-11-01T00:00:00.000Z' },
  ReplayView: { messages: 42 },
  WaitingView: { messages: 3, since: '2020-11-01T05:00:00.000Z', held: [{ holder, failures: 1, nextAt }] },
  AttemptsPage: {
    items: [
      {
        messageId: '0199d0f0-7c00-7000-8000-0000000000b1',
        type: 'certificates.month-debited.v1',
        holder,
        at: '2020-11-01T05:00:00.000Z',
        outcome: 'refused',
        status: 500,
        durationMs: 120,
        answer: 'the database is away',
      },
    ],
  },
  RequestsPage: {
    items: [
      {
        at: '2020-11-01T05:00:00.000Z',
        headers: {
          'content-type': 'application/json',
          'webhook-id': '0199d0f0-7c00-7000-8000-0000000000b1',
          'webhook-timestamp': '1604206800',
          'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
        },
        body: '{"type":"certificates.month-debited.v1"}',
      },
    ],
  },
};
