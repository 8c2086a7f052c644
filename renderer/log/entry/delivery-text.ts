/** Texts about the delivery status of a message. */
import type { DeliveryStatus, EntryDetail, EventKind } from '../../../electron/shared/ipc/contract.ts';
import { rowTime } from '../../text/time-text.ts';

export const eventText: Readonly<Record<EventKind, string>> = {
  SENT: 'Sent',
  OPEN: 'Opened',
  CLICKTHROUGH: 'Link clicked',
  SOFT_BOUNCE: 'Bounced (soft)',
  HARD_BOUNCE: 'Bounced (hard)',
  BLOCKED: 'Blocked',
  ABUSE: 'Reported as spam',
};

/** A message that wasn't sent has no delivery status, and one that is being sent has none yet. */
export const mayHaveDeliveryStatus = ({ state }: Pick<EntryDetail, 'state'>): boolean => state !== 'not sent' && state !== 'sending';

export const checkedText = (deliveryStatus: DeliveryStatus | null, now: number): string =>
  deliveryStatus === null ? '' : `Checked ${rowTime(deliveryStatus.checkedAt, now)}`;
