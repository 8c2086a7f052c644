/** An awkward server takes its time: as long as the test wants it to. */
import type { Behaviour } from '../awkward-site.ts';

export interface Held {
  behaviour: Behaviour;
  /** Resolves when the first request is held. */
  asked: Promise<void>;
  release: () => void;
}

/** Holds what the behaviour would answer until `release`. */
export function held(behaviour: Behaviour): Held {
  let tellAsked = (): void => undefined;
  let release = (): void => undefined;
  const asked = new Promise<void>((resolve) => (tellAsked = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  return {
    asked,
    release: () => release(),
    behaviour: async (request) => {
      const answer = await behaviour(request);
      if (!answer) return undefined;
      tellAsked();
      await released;
      return answer;
    },
  };
}
