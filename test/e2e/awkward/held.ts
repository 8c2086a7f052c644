/** Holds a response of an awkward server back until the test releases it. */
import type { Behaviour } from '../awkward-site.ts';

export interface Held {
  behaviour: Behaviour;
  /** Resolves when the first request is held. */
  asked: Promise<void>;
  release: () => void;
}

/** Holds the response of the behaviour back until `release`. */
export function held(behaviour: Behaviour): Held {
  let notifyAsked = (): void => undefined;
  let release = (): void => undefined;
  const asked = new Promise<void>((resolve) => (notifyAsked = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    asked,
    release: () => release(),
    behaviour: async (request) => {
      const response = await behaviour(request);
      if (!response) return undefined;
      notifyAsked();
      await released;
      return response;
    },
  };
}
