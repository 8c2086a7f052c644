/** The diagnostics as the page sees them. */
import * as v from 'valibot';
import { ErrorDescriptionSchema } from '../base/report-failure.ts';

/** An uncaught error of the page. */
export const PageFailureSchema = v.object({ error: ErrorDescriptionSchema });

export interface DiagnosticsView {
  /** The versions, then one line per failure, newest last. */
  text: string;
  /** The file that holds these lines. */
  path: string;
}
