/** The work of the page for an action, without waiting for a frame. */
import type { CDPSession, Page } from '@playwright/test';

/** Milliseconds. */
export interface Work {
  script: number;
  style: number;
  layout: number;
}

export const total = ({ script, style, layout }: Work): number => script + style + layout;

const names = { script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration' } as const;

export class PageWork {
  private constructor(
    private readonly page: Page,
    private readonly session: CDPSession,
  ) {}

  static async of(page: Page): Promise<PageWork> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageWork(page, session);
  }

  /** The work until the frame after the action was drawn. */
  async during(action: () => Promise<unknown>): Promise<Work> {
    const before = await this.#sum();
    await action();
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const after = await this.#sum();
    return { script: after.script - before.script, style: after.style - before.style, layout: after.layout - before.layout };
  }

  async #sum(): Promise<Work> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const ms = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { script: ms(names.script), style: ms(names.style), layout: ms(names.layout) };
  }
}
