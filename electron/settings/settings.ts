/** Settings of the app. */
import * as v from 'valibot';

export const themes = ['system', 'light', 'dark'] as const;
export const timeoutBounds = { min: 5, max: 300 } as const;

export const SettingsSchema = v.object({
  theme: v.picklist(themes),
  /** Seconds from press until a send without a complete answer becomes unknown. */
  timeoutSeconds: v.pipe(v.number(), v.integer(), v.minValue(timeoutBounds.min), v.maxValue(timeoutBounds.max)),
  /** The account chosen last in the send form. */
  lastAccountId: v.pipe(v.string(), v.maxLength(64)),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

/** What the settings screen sends: any part, values as typed. */
export const SettingsPatchSchema = v.partial(
  v.object({ theme: v.picklist(themes), timeoutSeconds: v.number(), lastAccountId: v.pipe(v.string(), v.maxLength(64)) }),
);
export type SettingsPatch = v.InferOutput<typeof SettingsPatchSchema>;
