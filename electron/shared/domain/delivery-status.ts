/**
 * The delivery status of a message after it was accepted, as WhatCounts reports it. It is kept until Keypost closes and never written to
 * the log.
 */
import * as v from 'valibot';

/** Kinds of events about the delivery of a message. */
export type EventKind = 'SENT' | 'OPEN' | 'CLICKTHROUGH' | 'SOFT_BOUNCE' | 'HARD_BOUNCE' | 'ABUSE' | 'BLOCKED';

export interface DeliveryEvent {
  kind: EventKind;
  /** As the server's clock gave it, in the server's format; empty if there was none. */
  date: string;
}

export interface DeliverySnapshot {
  address: string;
  /** Host of the address; empty if the address isn't valid. */
  host: string;
  /** As the server's clock gave it, in the server's format; empty if there was none. */
  date: string;
  /** Why the snapshot can't be opened, as text for people; empty if it can. */
  refusal: string;
}

export interface DeliveryStatus {
  /** Milliseconds since 1970. */
  checkedAt: number;
  /** Oldest first; events without a time come last. */
  events: readonly DeliveryEvent[];
  /** What the events can't show, as texts for people. */
  notes: readonly string[];
  snapshots: readonly DeliverySnapshot[];
  /** What the snapshots can't show, or why there are none, as texts for people. */
  snapshotNotes: readonly string[];
}

const id = v.pipe(v.number(), v.integer());
export const DeliveryStatusOfSchema = v.object({ id });
/** `address`: the one that the person was shown. Main opens it only if it belongs to a snapshot that main knows. */
export const OpenSnapshotSchema = v.object({ id, address: v.pipe(v.string(), v.maxLength(10_000)) });
