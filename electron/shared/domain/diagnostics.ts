/** The diagnostics as the page sees them. */
import * as v from 'valibot';
import { ErrorDescriptionSchema } from '../base/report-failure.ts';

/** An error in the page that nothing has caught. */
export const PageFailureSchema = v.object({ error: ErrorDescriptionSchema });

export interface DiagnosticsView {
  /** The versions, then a line a failure, the newest last. */
  text: string;
  /** The file that the lines are kept in. */
  path: string;
}
