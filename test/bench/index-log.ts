/** Indexes a log at once, which Keypost does between other work. */
import { join } from 'node:path';
import { LogQueryService } from '../../electron/log/reader/log-query-service.ts';

/** The query service of the reader process, for a data folder. The caller has to close it. */
export function openReading(home: string): LogQueryService {
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return new LogQueryService(join(home, 'log.sqlite'), join(home, 'log-index.sqlite'), turn);
}

/** Creates `log-index.sqlite` beside the log or updates it, which is quick if it is up to date. */
export function indexLog(home: string): void {
  const reading = openReading(home);
  while (reading.catchUp());
  reading.close();
}
