/** What to say of a text that should be a JSON object and is none. */
import { jsonFault } from '../base/json-fault.ts';
import type { Text } from '../i18n/text.ts';

/** For a text that can't be read as a JSON object: where it stops being JSON, or that it is another value. */
export function notJsonObject(text: string): Text {
  const fault = jsonFault(text);
  return fault === null ? { code: 'json.notObject', params: {} } : { code: 'json.fault', params: fault };
}
