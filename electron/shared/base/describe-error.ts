/** What is kept of an error: nothing that it may quote. */
import { knownMessage } from './known-messages.ts';

export interface ErrorDescription {
  /** Such as `TypeError`. */
  name: string;
  /** Such as `ENOSPC write`: the code, and the system call if there was one; empty if it has none. */
  code: string;
  /** See known-messages.ts; empty for a message that is not among them. */
  message: string;
  /** Function and place of each call, the innermost first. */
  frames: string[];
}

const maxFrames = 12;
/** Characters of a stack that are looked at. */
const readCharacters = 20_000;

/** Takes anything that was thrown. Never throws. */
export function describeError(error: unknown): ErrorDescription {
  try {
    return error instanceof Error ? description(error) : { name: `a value of type ${typeof error}`, code: '', message: '', frames: [] };
  } catch {
    // One of its properties throws when it is read.
    return { name: 'Error', code: '', message: '', frames: [] };
  }
}

/** The same of what another process says that it was; only its form was checked. */
export function sanitizeDescription({ name, code, message, frames }: ErrorDescription): ErrorDescription {
  return {
    name: errorName.test(name) ? name : 'Error',
    code: codes.test(code) ? code : '',
    message: knownMessage(message),
    frames: frames.filter((frame) => frameText.test(frame)),
  };
}

const errorName = /^(?:a value of type [a-z]{1,9}|[A-Z][A-Za-z]{0,30}(?:Error|Exception)|Error)$/;
const codes = /^(?:[A-Za-z0-9_-]{1,60}(?: [a-z]{1,20})?)?$/;

function description(error: Error): ErrorDescription {
  const name = textOf(error, 'name', errorName) || 'Error';
  const code = [textOf(error, 'code', /^[A-Z0-9_]{1,60}$/), textOf(error, 'syscall', /^[a-z]{1,20}$/)].filter((part) => part !== '');
  const message = textOf(error, 'message', /^/);
  return { name, code: code.join(' '), message: knownMessage(message), frames: framesOf(textOf(error, 'stack', /^/), message) };
}

/** Empty if the property is no text, or not of this form. */
function textOf(error: Error, property: string, form: RegExp): string {
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' && form.test(value) ? value : '';
}

/** As in `    at name (file:line:column)`. Of the file only its name is kept, because the folders are a person's. */
const frameLine = /^ {4}at (.*)$/;
const call = /^(?:async )?([\w$.<># ]{1,80}?)(?: \[as [\w$]{1,40}\])? \(/;
const place = /(?:^|[\\/(])([\w.-]{1,60}:\d{1,7}:\d{1,7})\)?$/;
/** A frame as `framesOf` writes it. */
const frameText = /^[\w$.<># ]{1,80} \([\w.-]{1,60}:\d{1,7}:\d{1,7}\)$/;

function framesOf(stack: string, message: string): string[] {
  // The stack begins with the message, whose lines could look like calls.
  const start = message === '' ? 0 : Math.max(0, stack.indexOf(message)) + message.length;
  const lines = stack
    .slice(start, start + readCharacters)
    .split('\n')
    .slice(1);
  return lines.flatMap((line) => frameOf(frameLine.exec(line)?.[1] ?? '')).slice(0, maxFrames);
}

function frameOf(text: string): string[] {
  const where = place.exec(text)?.[1];
  return where === undefined ? [] : [`${call.exec(text)?.[1] ?? 'anonymous'} (${where})`];
}
