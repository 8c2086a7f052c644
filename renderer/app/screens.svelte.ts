/** The screens. The first one is there at once; the others are loaded when they are wanted, or when there is time, so that Keypost starts faster. */
import type { Component } from 'svelte';
import type { Screen } from '../stores/route-address.ts';
import SendScreen from '../send/SendScreen.svelte';

const others: Readonly<Record<Exclude<Screen, 'send'>, () => Promise<{ default: Component }>>> = {
  presets: () => import('../presets/PresetsScreen.svelte'),
  runs: () => import('../runs/RunsScreen.svelte'),
  log: () => import('../log/LogScreen.svelte'),
  accounts: () => import('../accounts/AccountsScreen.svelte'),
  settings: () => import('../settings/SettingsScreen.svelte'),
};

class Screens {
  #loaded = $state.raw<Partial<Record<Screen, Component>>>({ send: SendScreen });
  /** Why one could not be loaded; empty while all went well. */
  failure = $state('');

  /** Whether all are loaded. */
  get complete(): boolean {
    return Object.keys(others).every((screen) => this.#loaded[screen as Screen]);
  }

  /** `undefined` while it is loaded. */
  get(screen: Screen): Component | undefined {
    return this.#loaded[screen];
  }

  async want(screen: Screen): Promise<void> {
    if (screen === 'send' || this.#loaded[screen]) return;
    try {
      const { default: component } = await others[screen]();
      this.#loaded = { ...this.#loaded, [screen]: component };
    } catch (error) {
      this.failure = error instanceof Error ? error.message : 'for an unknown reason';
    }
  }

  /** One after the other, each when there is nothing else to do. */
  wantAll(): void {
    const [next] = (Object.keys(others) as (keyof typeof others)[]).filter((screen) => !this.#loaded[screen]);
    if (next === undefined || this.failure !== '') return;
    requestIdleCallback(() => void this.want(next).then(() => this.wantAll()));
  }
}

export const screens = new Screens();
