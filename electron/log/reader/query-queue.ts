/** The order in which the reader works: questions first, of two overviews only the later one, the index in the time between. */
import { isIndexDamage, LogDamaged } from '../database/log-damage.ts';
import { logTrouble } from '../database/log-trouble.ts';
import type { LogQueryService } from './log-query-service.ts';
import type { ReaderResult, FromReader, Question, ToReader } from './reader-protocol.ts';

/** Times in a row that the index is made anew before it is said that the log can't be read. */
const mostRenewals = 3;

/** Thrown to end an overview that nobody waits for any more. */
class Superseded extends Error {}

/** Returns what takes the messages. `turn` gives way to messages that wait. */
export function answering(
  reading: LogQueryService,
  turn: () => Promise<void>,
  tell: (message: FromReader) => void,
): (message: ToReader) => void {
  let latestOverview = 0;
  let following = false;
  let renewals = 0;

  const answer = (number: number, question: Question): Promise<ReaderResult> | ReaderResult => {
    if (question.ask === 'page') return reading.page(question.query);
    if (question.ask === 'choices') return reading.choices();
    if (question.ask === 'usedNames') return reading.usedNames(question.accountId);
    if (question.ask === 'recentKeys') return reading.recentKeys(question.accountId);
    if (question.ask === 'known') return reading.known(question.accountId, question.customerKey, question.place);
    latestOverview = number;
    return reading.overview(question.query, () => {
      if (latestOverview !== number) throw new Superseded();
    });
  };

  const reply = async (number: number, question: Question, once = true): Promise<void> => {
    const { closings } = reading;
    try {
      tell({ number, answer: await answer(number, question) });
      renewals = 0;
    } catch (error) {
      if (error instanceof Superseded) {
        tell({ number, superseded: true });
        return;
      }
      // Its connections may have been closed under it, because another file had taken the place of one.
      if (closings !== reading.closings && once) return reply(number, question, false);
      if (mayRenew(error) && renew()) return reply(number, question);
      tell({ number, trouble: logTrouble(error), damaged: error instanceof LogDamaged ? reading.identity : '' });
    }
  };

  /** Where the index is what is damaged, it is made anew; not for ever. */
  const mayRenew = (error: unknown): boolean => renewals < mostRenewals && isIndexDamage(error);

  const follow = async (): Promise<void> => {
    if (following) return;
    following = true;
    try {
      while (reading.catchUp()) await turn();
      tell({ followed: reading.seq, of: reading.identity, caughtUp: reading.takeMissed() });
    } catch (error) {
      // The next question meets the same trouble, and says so.
      if (mayRenew(error)) renew();
    } finally {
      following = false;
    }
  };

  /** Whether it could be thrown away: on some systems not while somebody reads it. */
  const renew = (): boolean => {
    renewals += 1;
    try {
      reading.renew();
    } catch {
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
