/** The app's settings in one table: allowed values and initial value of each. */
import * as v from 'valibot';

export const themes = ['system', 'light', 'dark'] as const;
const logColumnIds = ['time', 'outcome', 'account', 'list', 'template', 'customerKey', 'preset', 'status', 'duration'] as const;

/** Whole numbers. Bounds and unit are shown beside a field that was refused. */
export const numberSettings = {
  /** From press until a send without a complete response becomes unknown. */
  timeoutSeconds: { unit: 'seconds', min: 5, max: 300, initial: 30 },
  /** Until the connection has to be open; counts as part of the timeout. */
  connectTimeoutSeconds: { unit: 'seconds', min: 1, max: 60, initial: 10 },
  /** The period in which the same message to the same contact needs a confirmation; 0 turns the guard off, 720 hours are 30 days. */
  duplicateHours: { unit: 'hours', min: 0, max: 720, initial: 24 },
  /** The undo period: how long a press can be undone before anything is sent. 0: a message is sent at once. */
  undoSeconds: { unit: 'seconds', min: 0, max: 10, initial: 0 },
  /** How long entries of the log, and response bodies, are kept; 0: forever. 36,500 days are a hundred years. */
  keepEntriesDays: { unit: 'days', min: 0, max: 36_500, initial: 0 },
  keepBodiesDays: { unit: 'days', min: 0, max: 36_500, initial: 0 },
  /** How much space all entries, and all bodies, may take, in units of 1,048,576 bytes; 0: no limit. */
  keepEntriesMegabytes: { unit: 'megabytes', min: 0, max: 1_000_000, initial: 0 },
  keepBodiesMegabytes: { unit: 'megabytes', min: 0, max: 1_000_000, initial: 0 },
} as const satisfies Record<string, { unit: string; min: number; max: number; initial: number }>;
type NumberName = keyof typeof numberSettings;

const otherSettings = {
  theme: { schema: v.picklist(themes), initial: 'system' },
  /** Columns that the log shows. */
  logColumns: { schema: v.array(v.picklist(logColumnIds)), initial: [...logColumnIds] },
  /** Whether the activity chart is shown above the log. */
  logPicture: { schema: v.boolean(), initial: true },
  /** Whether a customer key is looked up while it is typed. */
  lookUp: { schema: v.boolean(), initial: true },
  /** Whether the log keeps the contact's name and address. */
  logContact: { schema: v.boolean(), initial: false },
  /** Whether recently used keys are suggested. */
  recentKeys: { schema: v.boolean(), initial: true },
  /** The account that was last chosen in the send form. */
  lastAccountId: { schema: v.pipe(v.string(), v.maxLength(64)), initial: 'practice' },
} as const;
type OtherName = keyof typeof otherSettings;

const others = <Part extends 'schema' | 'initial'>(part: Part) =>
  Object.fromEntries(Object.entries(otherSettings).map(([name, setting]) => [name, setting[part]])) as {
    -readonly [Name in OtherName]: (typeof otherSettings)[Name][Part];
  };
const numbers = <Value>(of: (setting: (typeof numberSettings)[NumberName]) => Value) =>
  Object.fromEntries(Object.entries(numberSettings).map(([name, setting]) => [name, of(setting)])) as Record<NumberName, Value>;

export const SettingsSchema = v.object({
  ...numbers(({ min, max }) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))),
  ...others('schema'),
});
export type Settings = v.InferOutput<typeof SettingsSchema>;

export const defaultSettings: Settings = { ...numbers(({ initial }) => initial), ...others('initial'), logColumns: [...logColumnIds] };

/** What the settings screen submits: any of the settings, numbers as typed. */
export const SettingsPatchSchema = v.partial(
  v.object({
    ...numbers(() => v.number()),
    ...others('schema'),
    logColumns: v.pipe(otherSettings.logColumns.schema, v.maxLength(logColumnIds.length)),
  }),
);
export type SettingsPatch = v.InferOutput<typeof SettingsPatchSchema>;
