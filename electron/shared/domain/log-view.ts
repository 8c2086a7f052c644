/** A saved filter of the log, with a name. */
import * as v from 'valibot';
import { LogFilterSchema } from './log-filter.ts';

export const viewNameLimit = 80;

export const LogViewSchema = v.object({
  id: v.pipe(v.string(), v.maxLength(64)),
  name: v.pipe(v.string(), v.maxLength(viewNameLimit)),
  filter: LogFilterSchema,
});
export type LogView = v.InferOutput<typeof LogViewSchema>;

export const ViewDraftSchema = v.object({ name: v.pipe(v.string(), v.maxLength(1000)), filter: LogFilterSchema });
export type ViewDraft = v.InferOutput<typeof ViewDraftSchema>;
