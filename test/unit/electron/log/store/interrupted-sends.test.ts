import { expect, onTestFinished, test } from 'vitest';
import { LogAccess } from '../../../../../electron/log/store/log-access.ts';
import { storeInterrupted } from '../../../../../electron/log/store/interrupted-sends.ts';
import { at, everything, logFile, newEntry, storedOutcome, pressOf } from '../a-log.ts';

function logWith(sending: number) {
  const log = LogAccess.open(logFile());
  onTestFinished(() => log.close());
  const done = log.begin(newEntry());
  if (done.ok) log.storeOutcome(pressOf(log, done.value.id), storedOutcome());
  for (let n = 0; n < sending; n += 1) log.begin(newEntry());
  return log;
}

function noticesOf(log: LogAccess): string[] {
  const notices: string[] = [];
  storeInterrupted(log, at + 5, (sentence) => notices.push(sentence));
  return notices;
}

const unknownIn = (log: LogAccess) => {
  const page = log.page(everything());
  return page.ok ? page.value.filter(({ state }) => state === 'unknown') : [];
};

test('shows nothing when nothing was under way', () => {
  const log = logWith(0);
  expect(noticesOf(log)).toEqual([]);
  expect(unknownIn(log)).toEqual([]);
});

test('reports one send', () => {
  const log = logWith(1);
  expect(noticesOf(log)).toEqual([
    'One send was under way when Keypost stopped. Its outcome is unknown: look in the log before you send it again.',
  ]);
  expect(unknownIn(log)).toMatchObject([
    {
      cause: 'appStopped',
      hint: 'Keypost stopped',
      sentence: 'Unknown. Keypost stopped before the outcome was recorded. The message may have been sent. Check before you send again.',
    },
  ]);
});

test('reports several sends in one notice', () => {
  const log = logWith(3);
  expect(noticesOf(log)).toEqual([
    '3 sends were under way when Keypost stopped. Their outcomes are unknown: look in the log before you send them again.',
  ]);
  expect(unknownIn(log)).toHaveLength(3);
  expect(noticesOf(log)).toEqual([]);
});

test('reports a log that can be read but not written', () => {
  const log = logWith(1);
  log.close();
  const [notice, ...more] = noticesOf(log);
  expect(notice).toMatch(/^The log can't be written \(.+\), and Keypost doesn't send what it can't record\.$/);
  expect(more).toEqual([]);
});
