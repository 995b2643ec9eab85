import { Parser } from '@asyncapi/parser';
import { topics } from '@lib/contracts';
import { describe, expect, it } from '@jest/globals';
import { contractsFolder, filesIn } from './released.js';

const asyncApi = filesIn(contractsFolder).get('asyncapi.json') ?? '';

describe('docs/contracts/asyncapi.json', () => {
  it('is accepted by AsyncAPI 3.1 without a remark', async () => {
    const { document, diagnostics } = await new Parser().parse(asyncApi);
    expect(diagnostics).toEqual([]);
    expect(document?.version()).toBe('3.1.0');
    expect(
      document
        ?.channels()
        .all()
        .map((channel) => channel.address()),
    ).toEqual(topics.map(({ name }) => name));
  });

  it('is not when something is wrong', async () => {
    const broken = asyncApi.replace('"action": "send"', '"action": "shout"');
    expect((await new Parser().parse(broken)).diagnostics).not.toEqual([]);
  });
});
