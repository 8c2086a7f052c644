/**
 * Every text that Keypost shows to people: a code and parameters in, a sentence out. New texts are passed around as codes, and the sentence
 * is made where it is shown or stored. Each part of the screen has a file of its own beside this one; a code begins with its subject.
 */
import { accountText } from './account-text.ts';
import { connectionText } from './connection-text.ts';
import { diagnosticsText } from './diagnostics-text.ts';
import { diskText } from './disk-text.ts';
import { fieldText } from './field-text.ts';
import { jsonText } from './json-text.ts';
import { ledgerText } from './ledger-text.ts';
import { logText } from './log-text.ts';
import { outcomeText } from './outcome-text.ts';
import { pageText } from './page-text.ts';
import { presetText } from './preset-text.ts';
import { readText } from './read-text.ts';
import { resolveText } from './resolve-text.ts';
import { responseText } from './response-text.ts';
import { sendText } from './send-text.ts';
import { settingsText } from './settings-text.ts';
import { startText } from './start-text.ts';

const allText = {
  ...accountText,
  ...connectionText,
  ...diagnosticsText,
  ...diskText,
  ...fieldText,
  ...jsonText,
  ...ledgerText,
  ...logText,
  ...outcomeText,
  ...pageText,
  ...presetText,
  ...readText,
  ...resolveText,
  ...responseText,
  ...sendText,
  ...settingsText,
  ...startText,
};

type AllText = typeof allText;
export type TextCode = keyof AllText;

/** A text that is not made yet. `params` are plain values: a text crosses from main to the page as JSON. */
export type Text = { [C in TextCode]: { code: C; params: Parameters<AllText[C]>[0] } }[TextCode];

/** The sentence of a text. */
export function textOf({ code, params }: Text): string {
  // The type of Text keeps a code and its parameters together; inside this function the compiler can't see that.
  const make: (values: never) => string = allText[code];
  return make(params as never);
}
