/** Starts the page: loads what is visible first, then fills the send form. */
import { call, on } from '../ipc/bridge.ts';
import { restoreDraft } from '../send/kept-draft.ts';
import { beginForm } from '../send/fill-form.ts';
import { press } from '../send/press.svelte.ts';
import { accounts } from '../stores/accounts.svelte.ts';
import { app } from '../stores/app.svelte.ts';
import { presets } from '../stores/presets.svelte.ts';

/** The longest time, in milliseconds, that the remaining loads wait. */
const patienceMs = 500;

/** Returns a function that stops everything again. */
export function startApp(): () => void {
  const stops = [on('noticeAdded', (notice) => app.notify([notice])), accounts.start(), presets.start(), press.start()];
  void load();
  return () => stops.forEach((stop) => stop());
}

async function load(): Promise<void> {
  const [state, settings, draft, latest] = await Promise.all([
    call('app.state', null),
    call('settings.get', null),
    call('send.keptDraft', null),
    call('send.latest', null),
    accounts.load(),
    presets.load(),
  ]);
  app.notify(state.ok ? state.value.notices : [{ id: 'start', sentence: state.error.sentence }]);
  const latestPress = latest.ok ? latest.value : null;
  if (draft.ok && draft.value) {
    app.notify([{ id: 'restored', sentence: restoreDraft(draft.value, latestPress) }]);
  } else {
    beginForm({
      firstStart: state.ok && state.value.firstStart,
      lastAccountId: settings.ok ? settings.value.lastAccountId : '',
    });
  }
  if (latestPress) void press.resume(latestPress, draft.ok ? draft.value : null);
  app.ready = true;
  requestIdleCallback(() => (app.drawn = true), { timeout: patienceMs });
}
