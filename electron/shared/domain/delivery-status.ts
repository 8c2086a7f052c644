/** The delivery status of a message after it was accepted, as WhatCounts reports it. Kept until Keypost closes, never in the log. */
import * as v from 'valibot';

/** Kinds of events that belong to the delivery of a message. */
export type EventKind = 'SENT' | 'OPEN' | 'CLICKTHROUGH' | 'SOFT_BOUNCE' | 'HARD_BOUNCE' | 'ABUSE' | 'BLOCKED';

export interface DeliveryEvent {
  kind: EventKind;
  /** By the server's clock, in its own words; empty where it gave none. */
  date: string;
}

export interface DeliverySnapshot {
  address: string;
  /** Of the address; empty where that is none. */
  host: string;
  /** By the server's clock, in its own words; empty where it gave none. */
  date: string;
  /** Why it can't be opened, in a sentence; empty where it can. */
  refusal: string;
}

export interface DeliveryStatus {
  /** Milliseconds since 1970. */
  checkedAt: number;
  /** Oldest first; those without a time last. */
  events: readonly DeliveryEvent[];
  /** What the events can't tell, in sentences. */
  notes: readonly string[];
  snapshots: readonly DeliverySnapshot[];
  /** What the snapshots can't tell, or why there are none, in sentences. */
  snapshotNotes: readonly string[];
}

const id = v.pipe(v.number(), v.integer());
export const DeliveryStatusOfSchema = v.object({ id });
/** `address`: what the person was shown. Main opens it only if it is that of a snapshot that it knows of. */
export const OpenSnapshotSchema = v.object({ id, address: v.pipe(v.string(), v.maxLength(10_000)) });
