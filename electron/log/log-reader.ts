/** Reads the log for the page, in a thread of its own, so that nothing it looks for holds up the main process. */
import { fail, type Result } from '../result.ts';
import type { LogChoices, LogOverview, LogPage, LogQuery, OverviewQuery } from './log-query.ts';

export class LogReader {
  page(_query: LogQuery): Promise<Result<LogPage>> {
    return Promise.resolve(notYet());
  }

  overview(_query: OverviewQuery): Promise<Result<LogOverview>> {
    return Promise.resolve(notYet());
  }

  choices(): Promise<Result<LogChoices>> {
    return Promise.resolve(notYet());
  }
}

const notYet = (): Result<never> => fail('logNotReadable', 'The log could not be read (its reader is not there yet).');
