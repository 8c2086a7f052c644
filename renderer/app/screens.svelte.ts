/** The screens. The first one is available at once; the others are loaded on demand or when idle, so that Keypost starts faster. */
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
  /** Why a screen could not be loaded; empty if there was no error. */
  failure = $state('');

  /** Whether all screens are loaded. */
  get complete(): boolean {
    return Object.keys(others).every((screen) => this.#loaded[screen as Screen]);
  }

  /** `undefined` while it is being loaded. */
  get(screen: Screen): Component | undefined {
    return this.#loaded[screen];
  }

  async load(screen: Screen): Promise<void> {
    if (screen === 'send' || this.#loaded[screen]) return;
    try {
      const { default: component } = await others[screen]();
      this.#loaded = { ...this.#loaded, [screen]: component };
    } catch (error) {
      this.failure = error instanceof Error ? error.message : 'for an unknown reason';
    }
  }

  /** Loads one after another, each when the page is idle. */
  loadAll(): void {
    const [next] = (Object.keys(others) as (keyof typeof others)[]).filter((screen) => !this.#loaded[screen]);
    if (next === undefined || this.failure !== '') return;
    requestIdleCallback(() => void this.load(next).then(() => this.loadAll()));
  }
}

export const screens = new Screens();
