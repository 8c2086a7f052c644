import { expect, test } from 'vitest';
import { keptBodyBytes } from '../../../../electron/log/store/response-log.ts';
import { answerCap } from '../../../../electron/net/transport.ts';

test('one mebibyte of an answer is read, more than the log keeps', () => {
  expect(answerCap).toBe(1_048_576);
  expect(answerCap).toBeGreaterThan(keptBodyBytes);
});
