import { expect, test, vi } from 'vitest';
import { fail as failure, ok, type Result } from '../../../../electron/shared/domain/result.ts';
import { LatestPressTracker } from '../../../../electron/sending/latest-press-tracker.ts';
import type { PressResult } from '../../../../electron/shared/domain/press.ts';
import { message } from './message.ts';

const press = (pressId: string) => ({ pressId, message: message(), consent: null });
const outcome = ok<PressResult>({ kind: 'alreadySending', entryId: 7, sentence: '' });

/** A press under way; the test decides how it ends. */
function begun(latest: LatestPressTracker, pressId: string) {
  let end: (result: Result<PressResult>) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const result = new Promise<Result<PressResult>>((resolve, reject) => {
    [end, fail] = [resolve, reject];
  });
  result.catch(() => undefined);
  latest.track(press(pressId), result);
  return { end, fail };
}

const opening = (pressId: string) => ({ pressId, phase: 'opening', endsAt: null }) as const;

test('there is no latest press before the first one', () => {
  const latest = new LatestPressTracker();
  expect(latest.get()).toBeNull();
  latest.advance(opening('p1'));
  expect(latest.get()).toBeNull();
  expect(latest.result('p1')).toMatchObject({ ok: false, error: { code: 'send.noSuchPress' } });
});

test('a page that is loaded later gets the phase of the press, its duration and its result', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  const latest = new LatestPressTracker();
  const { end } = begun(latest, 'p1');
  clock.mockReturnValue(3500);
  expect(latest.get()).toEqual({ press: press('p1'), phase: null, isUnderWay: true, elapsedMs: 2500 });
  clock.mockRestore();
  latest.advance(opening('p1'));
  expect(latest.get()).toMatchObject({ phase: opening('p1'), isUnderWay: true });
  const result = latest.result('p1');
  end(outcome);
  expect(await result).toBe(outcome);
  expect(latest.get()).toMatchObject({ phase: opening('p1'), isUnderWay: false });
  expect(await latest.result('p1')).toBe(outcome);
});

test('a phase or a result of an earlier press does not change the latest one', async () => {
  const latest = new LatestPressTracker();
  const first = begun(latest, 'p1');
  begun(latest, 'p2');
  latest.advance(opening('p1'));
  first.end(failure('logNotWritable', ''));
  await new Promise(setImmediate);
  expect(latest.get()).toMatchObject({ press: { pressId: 'p2' }, phase: null, isUnderWay: true });
  expect(latest.result('p1')).toMatchObject({ ok: false, error: { code: 'send.noSuchPress' } });
});

test('a press that throws is no longer under way', async () => {
  const latest = new LatestPressTracker();
  begun(latest, 'p1').fail(new Error('broken'));
  await new Promise(setImmediate);
  expect(latest.get()).toMatchObject({ isUnderWay: false });
});
