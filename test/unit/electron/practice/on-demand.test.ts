import { expect, test } from 'vitest';
import { PracticeOnDemand } from '../../../../electron/practice/on-demand.ts';

const started = { siteUrl: 'http://127.0.0.1:1', realm: 'practice', password: 'practice' };

test('starts once, however many calls there are', async () => {
  let starts = 0;
  let closed = 0;
  const practice = new PracticeOnDemand(() => {
    starts += 1;
    return Promise.resolve({
      ...started,
      close: () => {
        closed += 1;
        return Promise.resolve();
      },
    });
  });
  const sites = await Promise.all([practice.site(), practice.site(), practice.site()]);
  expect(sites).toEqual([started, started, started]);
  await practice.close();
  expect([starts, closed]).toEqual([1, 1]);
});

test('a start that failed is tried again', async () => {
  let starts = 0;
  const practice = new PracticeOnDemand(() => {
    starts += 1;
    return starts === 1 ? Promise.reject(new Error('no port')) : Promise.resolve({ ...started, close: () => Promise.resolve() });
  });
  await expect(practice.site()).rejects.toThrow('no port');
  expect(await practice.site()).toEqual(started);
});

test('closing works without a start', async () => {
  await new PracticeOnDemand(() => Promise.reject(new Error('never'))).close();
});
