/** Starts the practice realm once, when it is first needed. */
import type { PracticePort, PracticeSite } from '../accounts/practice-account.ts';

export interface StartedPractice extends PracticeSite {
  close(): Promise<void>;
}

export class PracticeOnDemand implements PracticePort {
  readonly #start: () => Promise<StartedPractice>;
  #started: Promise<StartedPractice> | null = null;

  constructor(start: () => Promise<StartedPractice>) {
    this.#start = start;
  }

  /** If the start failed, the next call tries again. */
  async site(): Promise<PracticeSite> {
    this.#started ??= this.#start().catch((error: unknown) => {
      this.#started = null;
      throw error;
    });
    const { siteUrl, realm, password } = await this.#started;
    return { siteUrl, realm, password };
  }

  async close(): Promise<void> {
    const started = await this.#started?.catch(() => null);
    await started?.close();
  }
}
