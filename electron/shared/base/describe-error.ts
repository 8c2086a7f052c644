/** What is kept of an error: nothing that it may quote. */
import { maskMessage } from './mask.ts';

export interface ErrorDescription {
  /** Such as `TypeError`. */
  name: string;
  /** Such as `ENOSPC`, with the system call where there was one; empty where it has none. */
  code: string;
  /** Its fixed words; empty where they can't be told from what it quotes. */
  message: string;
  /** Function and place of each call, the innermost first. */
  frames: string[];
}

const maxFrames = 12;

/** Of V8. Their messages have values in quotes, or after a colon or a comma; those of SQLite do, too. */
const engineErrors = new Set(['TypeError', 'RangeError', 'ReferenceError', 'URIError', 'EvalError']);

/** Takes anything that was thrown. Never throws. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, code: '', message: '', frames: [] };
  const name = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
  const system = textOf(error, 'syscall', /^[a-z]{1,20}$/);
  const code = [textOf(error, 'code', /^[A-Z0-9_]{1,60}$/), system].filter((part) => part !== '').join(' ');
  return { name, code, message: messageOf(error, name, code), frames: framesOf(error) };
}

/** The same of a description that another process has made, whose form alone was checked. */
export function maskDescription({ name, code, message, frames }: ErrorDescription): ErrorDescription {
  const [safeName, safeCode] = [/^[A-Za-z]{1,40}$/.test(name) ? name : 'Error', /^[A-Za-z0-9_ -]{0,60}$/.test(code) ? code : ''];
  return { name: safeName, code: safeCode, message: maskMessage(message), frames: frames.filter((call) => frameText.test(call)) };
}

/** Only V8 and SQLite are known for messages of fixed words; what other errors say is told by their code and their calls. */
function messageOf({ message }: Error, name: string, code: string): string {
  const isKnown = engineErrors.has(name) || code.includes('SQLITE');
  return isKnown ? maskMessage(message.split(/[:,]/)[0] ?? '') : '';
}

function textOf(error: Error, property: string, allowed: RegExp): string {
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' && allowed.test(value) ? value : '';
}

/** `at name (file:line:column)`: of the place only the last name is kept, for the folders are a person's. */
const frame = /^ {4}at (?:(?:async )?(?<call>[\w$.<># ]{1,80}?)(?: \[as [\w$]+\])? )?\(?(?:[^()]*[/\\])?(?<place>[\w.-]{1,60}:\d+:\d+)\)?$/;

/** A frame as `framesOf` writes it. */
const frameText = /^[\w$.<># ]{1,80} \([\w.-]{1,60}:\d+:\d+\)$/;

function framesOf({ stack = '', message }: Error): string[] {
  // The stack begins with the message, whose lines could look like calls.
  const start = message === '' ? 0 : stack.indexOf(message) + message.length;
  const found = stack
    .slice(start)
    .split('\n')
    .slice(1, 50)
    .map((line) => frame.exec(line)?.groups);
  return found
    .filter((groups) => groups !== undefined)
    .slice(0, maxFrames)
    .map(({ call, place }) => `${call ?? 'anonymous'} (${place ?? ''})`);
}
