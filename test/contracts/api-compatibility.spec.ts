import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { apiBreaks, type Api, type ApiOperation } from './api-compatibility.js';
import type { JsonSchema } from './contract.js';
import { openApiTexts, releasedApiFolder } from './openapi-files.js';
import { filesIn } from './released.js';

const current = openApiTexts();
const apiIn = (text: string | undefined): Api => JSON.parse(text ?? '') as Api;

/** Every released document: its version, its name, its text. */
const released = readdirSync(releasedApiFolder).flatMap((version) =>
  [...filesIn(`${releasedApiFolder}${version}/`)].map(([name, text]) => [version, name, text] as const),
);

describe('the released documents', () => {
  it.each(released)('%s, %s: nothing breaks a client of it', (_, name, text) => {
    expect(apiBreaks(apiIn(text), apiIn(current.get(name)))).toEqual([]);
  });

  it.each(released)(
    '%s, %s: is frozen; what differs from it needs a version of its own, API_VERSION',
    (_, name, text) => {
      const now = current.get(name);
      if (apiIn(now).info.version === apiIn(text).info.version) expect(now).toBe(text);
    },
  );

  it('are of the version that their folder names, and none of them is gone', () => {
    for (const [version, , text] of released) expect(apiIn(text).info.version).toBe(version);
    expect(released.filter(([, name]) => !current.has(name))).toEqual([]);
  });

  // What is taken away here is looked for in the files as they are.
  it('and a path less, a field less, a login more are found in them', () => {
    const [, , text] = released.find(([, name]) => name === 'catalog.json') ?? [];
    const { paths, components, ...rest } = apiIn(text);
    const { '/providers': _, '/groups': groups, ...others } = paths;
    const { GroupCard, ...schemas } = components?.schemas ?? {};
    const { groupId: __, ...fields } = (GroupCard?.['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
    const less: Api = {
      ...rest,
      paths: { ...others, '/groups': { get: { ...(groups?.['get'] as ApiOperation), security: [{ login: [] }] } } },
      components: { schemas: { ...schemas, GroupCard: { ...GroupCard, properties: fields } } },
    };
    expect(apiBreaks(apiIn(text), less)).toEqual([
      'GET /groups: it needs a login now.',
      expect.stringMatching(/^GET \/groups, 200, \/properties\/items\/items\/properties\/groupId/),
      expect.stringMatching(/^GET \/groups\/\{groupId\}, 200, \/properties\/groupId/),
      'GET /providers: the operation is gone.',
    ]);
  });
});

const lesson: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 100 },
    by: { type: 'string', enum: ['family', 'provider'] },
    held: { type: 'integer', minimum: 0, maximum: 10 },
    note: { type: 'string' },
  },
  required: ['id', 'by', 'held'],
};
const fields = lesson['properties'] as Readonly<Record<string, JsonSchema>>;
const report: ApiOperation = {
  operationId: 'report',
  security: [],
  parameters: [
    { in: 'header', name: 'Idempotency-Key', required: true, schema: { type: 'string', maxLength: 200 } },
    { in: 'query', name: 'dryRun', required: false, schema: { type: 'boolean' } },
  ],
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Lesson' } },
      'text/csv': { schema: { type: 'string' } },
    },
  },
  responses: {
    '200': {
      headers: { Location: {} },
      content: {
        'application/json': {
          schema: { type: 'object', properties: { items: { type: 'array', items: lesson } }, required: ['items'] },
        },
      },
    },
    '404': { content: { 'application/problem+json': { schema: { type: 'object' } } } },
  },
};
const api: Api = {
  info: { version: '1.0.0' },
  security: [{ login: [] }],
  paths: { '/lessons': { post: report } },
  components: { schemas: { Lesson: lesson } },
};

const withOperation = (changed: Partial<ApiOperation>): Api => ({
  ...api,
  paths: { '/lessons': { post: { ...report, ...changed } } },
});
const withBody = (changed: JsonSchema): Api => ({
  ...api,
  components: { schemas: { Lesson: { ...lesson, ...changed } } },
});
const withField = (name: string, schema: JsonSchema): JsonSchema => ({ properties: { ...fields, [name]: schema } });
const without = (name: string): JsonSchema => ({
  properties: Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name)),
  required: (lesson['required'] as readonly string[]).filter((other) => other !== name),
});
const withAnswer = (changed: JsonSchema, status = '200', headers: object = { Location: {} }): Api =>
  withOperation({
    responses: {
      [status]: {
        headers: { ...headers },
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { items: { type: 'array', items: { ...lesson, ...changed } } },
              required: ['items'],
            },
          },
        },
      },
    },
  });
const parameters = report.parameters ?? [];
const content = report.requestBody?.content ?? {};

describe('breaks no client', () => {
  it.each<readonly [string, Api]>([
    ['the same', api],
    ['another operation', { ...api, paths: { ...api.paths, '/rooms': { get: report } } }],
    ['another method', { ...api, paths: { '/lessons': { post: report, get: report } } }],
    ['an optional parameter', withOperation({ parameters: [...parameters, { in: 'query', name: 'limit' }] })],
    ['an optional field of a request', withBody(withField('room', { type: 'string' }))],
    ['a required field of a request that has become optional', withBody({ required: ['id'] })],
    [
      'an enumeration of a request that takes more',
      withBody(withField('by', { type: 'string', enum: ['family', 'provider', 'court'] })),
    ],
    ['a bound of a request that takes more', withBody(withField('held', { type: 'integer', minimum: 0, maximum: 20 }))],
    [
      'another kind of body',
      withOperation({ requestBody: { required: true, content: { ...content, 'text/plain': {} } } }),
    ],
    ['a body that may be left out', withOperation({ requestBody: { content } })],
    ['a field of an answer', withAnswer(withField('room', { type: 'string' }))],
    ['a field of an answer that is always there now', withAnswer({ required: ['id', 'by', 'held', 'note'] })],
    [
      'a value of an enumeration of an answer',
      withAnswer(withField('by', { type: 'string', enum: ['family', 'provider', 'court'] })),
    ],
    ['a bound of an answer that is closer', withAnswer(withField('held', { type: 'integer', minimum: 1, maximum: 9 }))],
    ['a new problem', withOperation({ responses: { ...report.responses, '409': {} } })],
    ['a problem less', withAnswer({})],
    ['other words and examples', withBody({ description: 'One lesson.', examples: [{}] })],
  ])('%s', (_, now) => expect(apiBreaks(api, now)).toEqual([]));
});

describe('is refused, and says where and why', () => {
  const at = 'POST /lessons';

  // What was lost: an optional parameter broke the released clients, whose first argument had been the body.
  it('a first query parameter, though it is optional', () => {
    const noQuery = withOperation({ parameters: parameters.filter((one) => one.in !== 'query') });
    expect(apiBreaks(noQuery, api)).toEqual([
      `${at}: it has taken no query, and generated clients have other arguments where one is taken.`,
    ]);
  });

  const ofItems = `${at}, 200, /properties/items/items/properties`;
  it.each<readonly [string, Api, string]>([
    ['a path less', { ...api, paths: {} }, `${at}: the operation is gone.`],
    ['a method less', { ...api, paths: { '/lessons': { get: report } } }, `${at}: the operation is gone.`],
    [
      'another id',
      withOperation({ operationId: 'tell' }),
      `${at}: its id report has become tell, and generated clients call it by that.`,
    ],
    ['a login', withOperation({ security: [{ login: [] }] }), `${at}: it needs a login now.`],
    [
      'a parameter less',
      withOperation({ parameters: parameters.slice(0, 1) }),
      `${at}, query parameter dryRun: it is gone.`,
    ],
    [
      'a required parameter more',
      withOperation({ parameters: [...parameters, { in: 'query', name: 'group', required: true }] }),
      `${at}, query parameter group: it is new and required.`,
    ],
    [
      'a parameter that has become required',
      withOperation({ parameters: parameters.map((one) => ({ ...one, required: true })) }),
      `${at}, query parameter dryRun: it has become required.`,
    ],
    [
      'a parameter that takes less',
      withOperation({
        parameters: parameters.map((one) =>
          one.in === 'header' ? { ...one, schema: { type: 'string', maxLength: 50 } } : one,
        ),
      }),
      `${at}, header parameter Idempotency-Key, /maxLength: 200 has become 50.`,
    ],
    [
      'a required field of a request',
      withBody({ ...withField('room', { type: 'string' }), required: ['id', 'by', 'held', 'room'] }),
      `${at}, the body, /properties/room: a required field is new.`,
    ],
    [
      'a field of a request that has become required',
      withBody({ required: ['id', 'by', 'held', 'note'] }),
      `${at}, the body, /properties/note: the field has become required.`,
    ],
    [
      'a field of a request less, for it would be refused',
      withBody(without('note')),
      `${at}, the body, /properties/note: an optional field is gone.`,
    ],
    [
      'a required field of a request less',
      withBody(without('by')),
      `${at}, the body, /properties/by: a required field is gone.`,
    ],
    [
      'an enumeration of a request that takes less',
      withBody(withField('by', { type: 'string', enum: ['family'] })),
      `${at}, the body, /properties/by/enum: "provider" is gone.`,
    ],
    [
      'another type of a request',
      withBody(withField('note', { type: 'integer' })),
      `${at}, the body, /properties/note/type: "string" is gone, "integer" is new.`,
    ],
    [
      'a closer bound of a request',
      withBody(withField('held', { type: 'integer', minimum: 0, maximum: 5 })),
      `${at}, the body, /properties/held/maximum: 10 has become 5.`,
    ],
    [
      'a pattern of a request',
      withBody(withField('note', { type: 'string', pattern: 'x' })),
      `${at}, the body, /properties/note/pattern: "x" is new.`,
    ],
    [
      'a kind of body less',
      withOperation({
        requestBody: { required: true, content: { 'application/json': content['application/json'] ?? {} } },
      }),
      `${at}: it takes no text/csv any more.`,
    ],
    ['a field of an answer less', withAnswer(without('note')), `${ofItems}/note: an optional field is gone.`],
    ['a required field of an answer less', withAnswer(without('by')), `${ofItems}/by: a required field is gone.`],
    [
      'a field of an answer that may be missing now',
      withAnswer({ required: ['id', 'by'] }),
      `${ofItems}/held: the field has become optional.`,
    ],
    [
      'null in an answer',
      withAnswer(withField('note', { type: ['string', 'null'] })),
      `${ofItems}/note/type: "null" is new.`,
    ],
    [
      'a wider bound of an answer',
      withAnswer(withField('held', { type: 'integer', minimum: 0, maximum: 20 })),
      `${ofItems}/held/maximum: 10 has become 20.`,
    ],
    [
      'values of an answer that have other names',
      withAnswer(withField('by', { type: 'string', enum: ['parent', 'provider'] })),
      `${ofItems}/by/enum: "family" is gone, "parent" is new.`,
    ],
    ['a header of an answer less', withAnswer({}, '200', {}), `${at}, 200: the header Location is gone.`],
    [
      'another kind of answer',
      withOperation({ responses: { '200': { headers: { Location: {} }, content: { 'text/csv': {} } } } }),
      `${at}, 200: application/json is gone.`,
    ],
    [
      'one more success',
      withOperation({ responses: { ...report.responses, '202': {} } }),
      `${at}: it answers 202, which is new.`,
    ],
  ])('%s', (_, now, said) => expect(apiBreaks(api, now)).toEqual([said]));

  it('another status', () => {
    expect(apiBreaks(api, withAnswer({}, '201'))).toEqual([
      `${at}: it answers 201, which is new.`,
      `${at}: it does not answer 200 any more.`,
    ]);
  });

  it('a body where there was none, and none where there was one', () => {
    const { requestBody: _, ...bare } = report;
    const bodiless: Api = { ...api, paths: { '/lessons': { post: bare } } };
    expect(apiBreaks(bodiless, api)).toEqual([`${at}: it needs a body now.`]);
    expect(apiBreaks(api, bodiless)).toEqual([`${at}: it takes no body any more.`]);
  });

  it('a body that has become required', () => {
    expect(apiBreaks(withOperation({ requestBody: { content } }), api)).toEqual([
      `${at}: its body has become required.`,
    ]);
  });

  it('what lies behind a reference to itself', () => {
    const tree = (type: string): Api => ({
      ...api,
      components: {
        schemas: {
          Lesson: { type: 'object', properties: { name: { type }, of: { $ref: '#/components/schemas/Lesson' } } },
        },
      },
    });
    expect(apiBreaks(tree('string'), tree('integer'))).toEqual([
      `${at}, the body, /properties/name/type: "string" is gone, "integer" is new.`,
    ]);
  });
});
