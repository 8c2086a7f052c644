/** Texts of the settings screen, and about the removal of old sends from the log by its limits. */

const numbers = new Intl.NumberFormat('en-GB');
const sends = (count: number): string => (count === 1 ? '1 send' : `${numbers.format(count)} sends`);
const bodies = (count: number): string => (count === 1 ? 'the bodies of 1 send' : `the bodies of ${sends(count)}`);
const days = (count: number): string => (count === 1 ? '1 day' : `${numbers.format(count)} days`);

/** Both, or the one that there is. */
const both = (entries: number, ofBodies: number, total: string): string => {
  if (ofBodies === 0) return `${sends(entries)}${total}`;
  return entries === 0 ? bodies(ofBodies) : `${sends(entries)}${total} and ${bodies(ofBodies)}`;
};

interface RemovalCounts {
  entries: number;
  bodies: number;
}

export const settingsText = {
  /** Beside a field for a secret, while the keychain's own part of the screen says what is wrong with it. */
  'settings.keychainBelow': (_: object): string => 'The keychain can’t take a password now: see Keychain below.',
  /** Of a field, while the reason stands elsewhere on the screen. */
  'settings.notSaved': (_: object): string => 'Not saved.',
  'retention.asks': ({ entries, bodies: ofBodies, ofEntries }: RemovalCounts & { ofEntries: number }): string =>
    `The log's limits would remove ${both(entries, ofBodies, ` of ${numbers.format(ofEntries)}`)} at once. Nothing is removed until you confirm it: open Settings, "What the log keeps".`,
  'retention.clockAhead': ({ days: ahead }: { days: number }): string =>
    `This computer's clock is about ${days(ahead)} ahead of the last time that Keypost can be sure of, so the log keeps what would be too old only by this clock. Correct the clock, or confirm it: open Settings, "What the log keeps".`,
  'retention.removed': ({ entries, bodies: ofBodies }: RemovalCounts): string =>
    `The log's limits removed ${both(entries, ofBodies, '')}. Change the limits under Settings, "What the log keeps".`,
  /** The answer to a question that isn't the present one any more. */
  'retention.moreNow': ({ entries, bodies: ofBodies }: RemovalCounts): string =>
    `Nothing was removed: by now it would be ${both(entries, ofBodies, '')}. Read the question again and confirm it.`,
  'retention.confirm': (): string => 'Remove them now',
  'retention.confirmClock': ({ entries, bodies: ofBodies }: RemovalCounts): string =>
    entries + ofBodies === 0 ? 'The clock is right' : `The clock is right: remove ${both(entries, ofBodies, '')}`,
  'retention.confirmed': (): string => "Confirmed. It's removed when nothing is being sent, within a few minutes.",
};
