/** One call over the bridge, from unknown values to an envelope. Knows nothing of Electron. */
import * as v from 'valibot';
import { reportFailure } from '../shared/base/report-failure.ts';
import { fail, type Result } from '../shared/domain/result.ts';
import { inputs, type CommandName, type Output } from '../shared/ipc/contract.ts';
import { textOf } from '../shared/i18n/text.ts';

type Parsed<C extends CommandName> = v.InferOutput<(typeof inputs)[C]>;

/** One handler a command; leaving one out is a type error. */
export type Handlers = {
  readonly [C in CommandName]: (input: Parsed<C>) => Result<Output<C>> | Promise<Result<Output<C>>>;
};

/**
 * Answers any call with an envelope. Failures of its own: `unknownCommand`, `badInput` (the page and the main process
 * disagree; nothing was done), and `internal` where a handler threw.
 */
export async function dispatch(handlers: Handlers, command: unknown, input: unknown): Promise<Result<unknown>> {
  if (!isCommand(command)) return fail('unknownCommand', 'Keypost does not know this command. Nothing was done. Start Keypost again.');
  const parsed = v.safeParse<v.GenericSchema>(inputs[command], input);
  if (!parsed.success) {
    const where = v.getDotPath(parsed.issues[0]) ?? 'input';
    return fail('badInput', `Keypost did not understand this (${where}). Nothing was done. Shorten it, or start Keypost again.`);
  }
  try {
    const handler = handlers[command] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
    return await handler(parsed.output);
  } catch (error) {
    reportFailure(`the command ${command} failed`, error, 'error');
    return fail('internal', 'Keypost failed at this. If it was a send, the log has its outcome: look there before you send again.');
  }
}

function isCommand(command: unknown): command is CommandName {
  return typeof command === 'string' && Object.hasOwn(inputs, command);
}

/** Commands that open the system's file dialog. */
export const gestureCommands = ['log.export', 'log.backup'] as const satisfies readonly CommandName[];

export interface GestureCheck {
  /** Whether a person has just pressed a key or a button; each press counts once. */
  takeGesture: () => Promise<boolean>;
}

/**
 * Dispatches only calls of Keypost's own page, and what opens a file dialog only after a press. `fromPage`: what the sender check says.
 * Failures of its own: `wrongSender`, `needsGesture`; nothing was done.
 */
export function guardedDispatch(
  handlers: Handlers,
  { takeGesture }: GestureCheck,
): (fromPage: boolean, command: unknown, input: unknown) => Promise<Result<unknown>> {
  const needsGesture: ReadonlySet<unknown> = new Set(gestureCommands);
  return async (fromPage, command, input) => {
    if (!fromPage) return fail('wrongSender', textOf({ code: 'bridge.wrongSender', params: {} }));
    if (needsGesture.has(command) && !(await takeGesture()))
      return fail('needsGesture', textOf({ code: 'bridge.needsGesture', params: {} }));
    return dispatch(handlers, command, input);
  };
}
