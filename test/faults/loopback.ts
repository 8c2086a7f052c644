/**
 * The loopback address of this run. On Linux all of 127.0.0.0/8 is this computer's own, so each run takes a corner of it for
 * itself: what another program sends to a port that was its own a moment ago never reaches a referee.
 */
import { randomInt } from 'node:crypto';

export const loopback = process.platform === 'linux' ? `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}` : '127.0.0.1';

/** The "discard" service, which nobody runs any more: a port on which nothing listens, and that no listener is ever given. */
export const closedPort = 9;
