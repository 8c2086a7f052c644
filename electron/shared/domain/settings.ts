/** Settings of the app. */
import * as v from 'valibot';

export const themes = ['system', 'light', 'dark'] as const;
export const timeoutBounds = { min: 5, max: 300 } as const;
export const connectTimeoutBounds = { min: 1, max: 60 } as const;
/** 0 turns the guard off; 720 hours are 30 days. */
export const duplicateBounds = { min: 0, max: 720 } as const;
/** 0: a message goes at once. */
export const undoBounds = { min: 0, max: 10 } as const;

/** 0 keeps without end; 36,500 days are a hundred years. */
export const keepDaysBounds = { min: 0, max: 36_500 } as const;
/** 0 sets no limit; in units of 1,048,576 bytes. */
export const keepMegabytesBounds = { min: 0, max: 1_000_000 } as const;

export const logColumnIds = ['time', 'outcome', 'account', 'list', 'template', 'customerKey', 'preset', 'status', 'duration'] as const;

const within = ({ min, max }: { min: number; max: number }) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const SettingsSchema = v.object({
  theme: v.picklist(themes),
  /** Seconds from press until a send without a complete response becomes unknown. */
  timeoutSeconds: within(timeoutBounds),
  /** Seconds until a connection has to be open; counts as part of the timeout. */
  connectTimeoutSeconds: within(connectTimeoutBounds),
  /** Hours in which the same message to the same customer key is asked about. */
  duplicateHours: within(duplicateBounds),
  /** Seconds in which a press can be undone before anything leaves. */
  undoSeconds: within(undoBounds),
  /** Days that entries of the log are kept, and response bodies; 0: for ever. */
  keepEntriesDays: within(keepDaysBounds),
  keepBodiesDays: within(keepDaysBounds),
  /** Megabytes that all entries, and all bodies, may take; 0: as much as they need. */
  keepEntriesMegabytes: within(keepMegabytesBounds),
  keepBodiesMegabytes: within(keepMegabytesBounds),
  /** Columns that the log shows. */
  logColumns: v.array(v.picklist(logColumnIds)),
  /** Whether the activity chart stands above the log. */
  logPicture: v.boolean(),
  /** Whether a customer key is looked up as it is typed. */
  lookUp: v.boolean(),
  /** Whether the log keeps name and address of the contact. */
  logContact: v.boolean(),
  /** Whether keys that were used lately are offered. */
  recentKeys: v.boolean(),
  /** The account chosen last in the send form. */
  lastAccountId: v.pipe(v.string(), v.maxLength(64)),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

/** What the settings screen sends: any part, values as typed. */
export const SettingsPatchSchema = v.partial(
  v.object({
    theme: v.picklist(themes),
    timeoutSeconds: v.number(),
    connectTimeoutSeconds: v.number(),
    duplicateHours: v.number(),
    undoSeconds: v.number(),
    keepEntriesDays: v.number(),
    keepBodiesDays: v.number(),
    keepEntriesMegabytes: v.number(),
    keepBodiesMegabytes: v.number(),
    logColumns: v.pipe(v.array(v.picklist(logColumnIds)), v.maxLength(logColumnIds.length)),
    logPicture: v.boolean(),
    lookUp: v.boolean(),
    logContact: v.boolean(),
    recentKeys: v.boolean(),
    lastAccountId: v.pipe(v.string(), v.maxLength(64)),
  }),
);
export type SettingsPatch = v.InferOutput<typeof SettingsPatchSchema>;
