/** Which calls are dispatched at all: those of Keypost's own page, and what opens a file dialog only after a press. */
import { fail, type Result } from '../shared/domain/result.ts';
import { textOf } from '../shared/i18n/text.ts';
import type { CommandName } from '../shared/ipc/contract.ts';
import { dispatch, type Handlers } from './dispatch.ts';

/** Commands that open the system's file dialog. */
export const gestureCommands = ['log.export', 'log.backup'] as const satisfies readonly CommandName[];

export interface GuardDeps {
  /** Whether a person has just pressed a key or a button; each press counts once. */
  takeGesture: () => Promise<boolean>;
}

/** `fromPage`: what the sender check says. Failures of its own: `wrongSender`, `needsGesture`; nothing was done. */
export function guardedDispatch(
  handlers: Handlers,
  { takeGesture }: GuardDeps,
): (fromPage: boolean, command: unknown, input: unknown) => Promise<Result<unknown>> {
  const needsGesture: ReadonlySet<unknown> = new Set(gestureCommands);
  return async (fromPage, command, input) => {
    if (!fromPage) return fail('wrongSender', textOf({ code: 'bridge.wrongSender', params: {} }));
    if (needsGesture.has(command) && !(await takeGesture()))
      return fail('needsGesture', textOf({ code: 'bridge.needsGesture', params: {} }));
    return dispatch(handlers, command, input);
  };
}
