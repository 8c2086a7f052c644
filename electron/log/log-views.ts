/** Filters of the log that a person gave a name. */
import { fail, ok, type Result } from '../result.ts';
import type { LogView, ViewDraft } from './log-view.ts';

export class LogViews {
  list(): readonly LogView[] {
    return [];
  }

  save(_draft: ViewDraft): Result<readonly LogView[]> {
    return fail('notYet', 'This can not be done yet.');
  }

  remove(_id: string): Result<readonly LogView[]> {
    return ok([]);
  }

  restore(_view: LogView): Result<readonly LogView[]> {
    return ok([]);
  }
}
