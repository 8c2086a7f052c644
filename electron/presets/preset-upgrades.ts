/** Upgrades the presets of an older version of Keypost to the current format, one step per version. */
import * as v from 'valibot';
import type { Upgrade } from '../storage/upgrade.ts';
import { slots } from '../shared/domain/preset-slots.ts';

/** Fields that a step doesn't know are not checked. */
const Older = v.array(v.record(v.string(), v.unknown()));
type Older = v.InferOutput<typeof Older>;

const each =
  (change: (presets: Older) => Older): Upgrade =>
  ({ presets, ...rest }) => ({ ...rest, presets: change(v.parse(Older, presets)) });

/** 1 to 2: commands other than the one that sends by customer key. */
const commands = (presets: Older): Older => presets.map((preset) => ({ ...preset, command: 'customerKey', subject: '', body: '' }));

const age = ({ createdAt }: Older[number]): number => (typeof createdAt === 'number' ? createdAt : Infinity);

/**
 * 2 to 3: slots. Until then, Ctrl with a number loaded one of the first nine pinned presets, in the order of their creation. The same keys
 * keep loading the same presets.
 */
const slotsOfPins = (presets: Older): Older => {
  const pinned = presets.filter((preset) => preset['pinned'] === true).sort((a, b) => (age(a) === age(b) ? 0 : age(a) - age(b)));
  const slotOf = new Map(slots.map((slot, index) => [pinned[index], slot]));
  return presets.map((preset) => {
    const { pinned: _pinned, ...rest } = preset;
    return { ...rest, slot: slotOf.get(preset) ?? null };
  });
};

export const presetUpgrades: readonly Upgrade[] = [each(commands), each(slotsOfPins)];
