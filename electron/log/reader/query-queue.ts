/** The order of the reader's work: queries first, of two overviews only the later one, and indexing in between. */
import { isIndexDamage, LogDamaged, logErrorText } from '../database/log-errors.ts';
import type { LogQueryService } from './log-query-service.ts';
import type { ReaderResult, FromReader, Question, ToReader } from './reader-protocol.ts';
import { reportFailure } from '../../shared/base/report-failure.ts';

/** How often in a row the index is built again before a query fails. */
const maxRenewals = 3;

/** Thrown to end an overview that nobody waits for any more. */
class Superseded extends Error {}

/** Returns the handler of incoming messages. `turn` lets waiting messages be handled first. */
export function createQueryQueue(
  service: LogQueryService,
  turn: () => Promise<void>,
  post: (message: FromReader) => void,
): (message: ToReader) => void {
  let latestOverview = 0;
  let isFollowing = false;
  let renewals = 0;

  const run = (number: number, question: Question): Promise<ReaderResult> | ReaderResult => {
    if (question.ask === 'page') return service.page(question.query);
    if (question.ask === 'choices') return service.choices();
    if (question.ask === 'usedNames') return service.usedNames(question.accountId);
    if (question.ask === 'recentKeys') return service.recentKeys(question.accountId);
    if (question.ask === 'known') return service.known(question.accountId, question.customerKey, question.place);
    latestOverview = number;
    return service.overview(question.query, () => {
      if (latestOverview !== number) throw new Superseded();
    });
  };

  const reply = async (number: number, question: Question, mayRetry = true): Promise<void> => {
    const { closings } = service;
    try {
      post({ number, result: await run(number, question) });
      renewals = 0;
    } catch (error) {
      if (error instanceof Superseded) {
        post({ number, superseded: true });
        return;
      }
      // Its connections may have been closed while it ran, because another file took the place of the log or the index.
      if (closings !== service.closings && mayRetry) return reply(number, question, false);
      if (mayRenew(error) && renew()) return reply(number, question);
      post({ number, problem: logErrorText(error), damaged: error instanceof LogDamaged ? service.identity : '' });
    }
  };

  /** A damaged index is built again, but only a few times in a row. */
  const mayRenew = (error: unknown): boolean => renewals < maxRenewals && isIndexDamage(error);

  const follow = async (): Promise<void> => {
    if (isFollowing) return;
    isFollowing = true;
    try {
      while (service.catchUp()) await turn();
      post({ followed: service.seq, of: service.identity, caughtUp: service.takeMissed() });
    } catch (error) {
      // The next query meets the same error and reports it.
      if (mayRenew(error)) renew();
    } finally {
      isFollowing = false;
    }
  };

  /** Returns whether the index could be removed: on some systems it can't while another process reads it. */
  const renew = (): boolean => {
    renewals += 1;
    try {
      service.renew();
    } catch (error) {
      reportFailure('the index of the log could not be removed', error);
      return false;
    }
    void follow();
    return true;
  };

  return (message) => {
    if (message === 'written') void follow();
    else void reply(message.number, message.question);
  };
}
