/**
 * The loopback address of this run. On Linux all of 127.0.0.0/8 is loopback, so each run uses a random address of its own. What
 * another program sends to a port that it used a moment ago then never reaches a recorder.
 */
import { randomInt } from 'node:crypto';

export const loopback = process.platform === 'linux' ? `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}` : '127.0.0.1';

/** The port of the "discard" service, which nothing uses any more. The system never assigns it to a listener. */
export const closedPort = 9;
