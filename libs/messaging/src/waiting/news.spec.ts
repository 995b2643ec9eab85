import { describe, expect, it } from '@jest/globals';
import { News } from './news.js';

describe('News', () => {
  it('told while nobody waits end the next wait at once, and only that one', async () => {
    const news = new News();
    news.tell();
    news.tell();
    await news.wait();
    const second = news.wait();
    const isOver = await Promise.race([second.then(() => true), Promise.resolve(false)]);
    expect(isOver).toBe(false);
    news.tell();
    await second;
  });

  it('that never come end the wait after its time', async () => {
    await new News().wait(1);
  });
});
