/** Indexes a log at once, as Keypost does it in the time between. */
import { join } from 'node:path';
import { LogQueryService } from '../../electron/log/reader/log-query-service.ts';

/** What the reader's process reads with, for a data folder. Whoever opens it closes it. */
export function openReading(home: string): LogQueryService {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return new LogQueryService(join(home, 'log.sqlite'), join(home, 'log-index.sqlite'), turn);
}

/** Makes `log-index.sqlite` beside the log, or brings it up to date; quick where it is. */
export function indexLog(home: string): void {
  const reading = openReading(home);
  while (reading.catchUp());
  reading.close();
}
