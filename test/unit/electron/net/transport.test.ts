import { expect, test } from 'vitest';
import { keptBodyBytes } from '../../../../electron/log/store/response-log.ts';
import { responseCap } from '../../../../electron/net/transport.ts';

test('reads one mebibyte of a response, more than the log keeps', () => {
  expect(responseCap).toBe(1_048_576);
  expect(responseCap).toBeGreaterThan(keptBodyBytes);
});
