/** Texts about presets: their names, their slots, and the edits of one that is loaded. */

interface NamedSlot {
  name: string;
  slot: number;
}

interface Move {
  from: string;
  to: string;
}

/** What a saved preset was moved between: accounts, lists, or both. */
export interface Moved {
  account: Move | null;
  list: Move | null;
}

const movedText = ({ account, list }: Moved): string =>
  [account && `from ${account.from} to ${account.to}`, list && `from the list ${list.from} to ${list.to}`]
    .filter((move) => move !== null)
    .join(' and ');

export const presetText = {
  /** `scope`: whether the other preset is for the same account, for any, or for one where this one is for any. */
  'preset.nameTaken': ({ list, scope }: { list: string; scope: 'same' | 'any' | 'one' }): string => {
    const which = { same: '', any: ', for any account', one: ', for one account' }[scope];
    return `The list ${list} already has a preset of this name${which}. Choose another name.`;
  },
  /** Presets of a file, of which a second one can't keep its name. */
  'preset.numbered': ({ list, name, now }: { list: string; name: string; now: string }): string =>
    `The list ${list} had two presets called “${name}”. The second one is called “${now}” now.`,
  'preset.slotTwice': ({ name, slot, kept }: NamedSlot & { kept: string }): string =>
    `“${kept}” and “${name}” were both in slot ${slot}. “${name}” is in no slot now.`,

  'preset.back': ({ name }: { name: string }): string => `“${name}” is back.`,
  'preset.backNumbered': ({ name, now }: { name: string; now: string }): string =>
    `“${name}” is back as “${now}”: its list has another preset of that name now.`,
  'preset.backWithoutSlot': ({ name, slot, other }: NamedSlot & { other: string }): string =>
    `“${name}” is back without a slot: “${other}” is in slot ${slot} now.`,

  'preset.emptySlot': ({ slot }: { slot: number }): string => `No preset in slot ${slot}.`,
  /** `keys` as the keyboard of this computer has them: "Ctrl+3". */
  'preset.slotSet': ({ name, slot, keys }: NamedSlot & { keys: string }): string => `“${name}” is in slot ${slot}: ${keys} loads it.`,
  'preset.slotSwapped': ({ name, slot, other, otherSlot }: NamedSlot & { other: string; otherSlot: number }): string =>
    `“${name}” is in slot ${slot} now, and “${other}” in slot ${otherSlot}.`,
  'preset.slotTakenOver': ({ name, slot, other }: NamedSlot & { other: string }): string =>
    `“${name}” is in slot ${slot} now, and “${other}” in none.`,
  'preset.slotCleared': ({ name, slot }: NamedSlot): string => `“${name}” is in no slot now. Slot ${slot} is empty.`,
  'preset.slotsBack': ({ name }: { name: string }): string => `The slot of “${name}” is as it was.`,
  'preset.slotsChangedSince': (): string => 'The slots were changed again since then. Nothing was undone.',
  /** The same before it is done. */
  'preset.willSwap': ({ other, otherSlot }: { other: string; otherSlot: number }): string => `“${other}” moves to slot ${otherSlot}.`,
  'preset.willTakeOver': ({ other, slot }: { other: string; slot: number }): string =>
    `“${other}” leaves slot ${slot} and is in no slot then.`,
  'preset.willClear': ({ slot }: { slot: number }): string => `Slot ${slot} is empty then.`,

  'preset.editsKept': ({ name }: { name: string }): string => `“${name}” is loaded already, and your edits are still in it.`,
  'preset.reverted': ({ name }: { name: string }): string => `“${name}” is as it was saved. Your edits can be brought back.`,
  'preset.replaced': ({ name }: { name: string }): string => `Your changes to ${name} were replaced.`,

  /** Of a preset whose account is not the one in the form. */
  'preset.willMove': ({ from, to }: { from: string; to: string }): string =>
    `This preset is saved for ${from}. “Save changes” moves it to ${to}.`,
  'preset.saved': ({ name }: { name: string }): string => `“${name}” is saved.`,
  'preset.savedAndMoved': ({ name, moved }: { name: string; moved: Moved }): string => `“${name}” is saved, and moved ${movedText(moved)}.`,
  /** `edited`: whether the form still has what was saved. */
  'preset.asBefore': ({ name, edited }: { name: string; edited: boolean }): string =>
    `“${name}” is as it was before.${edited ? ' Your edits are still in the form.' : ''}`,
  'preset.changedSince': ({ name }: { name: string }): string => `“${name}” was changed again since then. Nothing was undone.`,
};
