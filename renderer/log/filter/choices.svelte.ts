/** The values in the log that can be filtered by. */
import { call } from '../../ipc/bridge.ts';
import { resource } from '../../stores/resource.svelte.ts';

export const choices = resource({ load: () => call('log.filterOptions', null), onFailure: 'keep' });
