import { describe, expect, it } from 'vitest';
import { answered, unreached } from '../../../../electron/accounts/test-words.ts';
import { causes } from '../../../../electron/sending/outcome.ts';
import type { WireAnswer } from '../../../../electron/whatcounts/transport.ts';

const host = 'mail.acme.example';
const answer = (status: number, body: string, truncated = false): WireAnswer => ({
  status,
  headers: [],
  body: new TextEncoder().encode(body),
  truncated,
});

describe('an answer', () => {
  it.each(['[]', '[{"listId":13}]', ' \r\n[{"listId":13}]', '\ufeff[]', '{"listId":13}'])('200 %j works', (body) => {
    expect(answered(host, answer(200, body))).toEqual({
      result: 'works',
      sentence: 'It works: WhatCounts at mail.acme.example took the realm and password.',
    });
  });

  it('that was too long to be kept works by its beginning', () => {
    expect(answered(host, answer(200, '[{"listId":13},{"li', true)).result).toBe('works');
    expect(answered(host, answer(200, '<html><body>[{', true)).result).toBe('notWhatCounts');
    expect(answered(host, answer(200, '[{"listId":13},{"li')).result).toBe('notWhatCounts');
  });

  it.each([
    [401, 'wrongCredentials', 'Correct them and test again.'],
    [403, 'wrongCredentials', 'is not documented'],
    [404, 'notWhatCounts', 'not as WhatCounts does (404)'],
    [204, 'notWhatCounts', 'not as WhatCounts does (204)'],
    [301, 'notWhatCounts', 'a redirect (301), which Keypost does not follow'],
    [302, 'notWhatCounts', 'Type the site URL it leads to.'],
    [429, 'notWhatCounts', 'asked to be left alone'],
    [500, 'notWhatCounts', 'a server error (500)'],
    [503, 'notWhatCounts', 'a server error (503)'],
  ])('%i is %s', (status, result, words) => {
    const report = answered(host, answer(status, '[]'));
    expect(report.result).toBe(result);
    expect(report.sentence).toContain(words);
    expect(report.sentence).toContain(String(status));
  });

  it.each(['', '0', 'null', '"[]"', '<html></html>', '{"error":"Unauthorized","statusCode":401}', '{ "error" : "a" "status" : 1'])(
    '200 %j is not that of WhatCounts',
    (body) => {
      const report = answered(host, answer(200, body));
      expect(report).toEqual({
        result: 'notWhatCounts',
        sentence: 'mail.acme.example answered, but not as WhatCounts does (200). Check the site URL.',
      });
    },
  );
});

describe('no answer', () => {
  it.each(causes)('by %s is said in plain words', (cause) => {
    const { result, sentence } = unreached(host, cause);
    expect(result).toBe('cannotReach');
    expect(sentence).toMatch(/^mail\.acme\.example could not be reached \([a-z][a-z' ]+\)\. Check the site URL and the network/);
  });

  it.each([
    ['dns', 'its name was not found'],
    ['refused', 'connection refused'],
    ['tls', 'no trusted secure connection could be made'],
    ['timeout', 'no answer in time'],
    ['appStopped', 'the connection failed'],
  ] as const)('by %s: %s', (cause, words) => {
    expect(unreached(host, cause).sentence).toContain(`(${words})`);
  });
});
